package io.tacit.spark.transport.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.config.TransportConfig.Kind;
import io.tacit.spark.transport.TransportException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CollectiveChoiceTest {
    private static final DriverLimits LARGE = new DriverLimits(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final Network FAST = new Network(0.2, 1e9);
    private static final AveragingConfig MEAN = TrainingConfig.defaults().averaging();

    @Test
    @DisplayName("flat where little comes back, without measuring; sharded where many workers send much")
    void cheapest() {
        assertThat(choice(8, 8, 43_000, LARGE).choose(CollectiveChoiceTest::unexpected))
                .isInstanceOf(Collective.Flat.class);
        assertThat(choice(2, 2, 10_000_000, LARGE).choose(() -> FAST)).isInstanceOf(Collective.Flat.class);
        assertThat(choice(100, 100, 10_000_000, LARGE).choose(() -> FAST)).isInstanceOf(Collective.Sharded.class);
    }

    @Test
    @DisplayName("the model's seconds are those of its formulas")
    void seconds() {
        Payload payload = new Payload(1_000_000, 4);
        CostModel model = new CostModel(FAST, 16, 4, payload);
        double bytes = payload.bytes() / 1e9;
        double addition = 1_000_000 * CostModel.ADDITION;
        assertThat(model.seconds(new Collective.Flat())).isCloseTo(0.2 + 16 * (bytes + addition), within(1e-12));
        assertThat(model.seconds(new Collective.Sharded(4)))
                .isCloseTo(0.3 + 4 * (bytes + addition) + bytes, within(1e-12));
        // Four groups of four, one for each slot; then four sums on the driver.
        assertThat(model.seconds(Collective.Tree.of(2, 16)))
                .isCloseTo(0.3 + 4 * (bytes + addition) + 4 * (payload.bytesOfSum() / 1e9 + addition), within(1e-12));
    }

    @Test
    @DisplayName(
            "C25 what does not fit is not chosen; where nothing fits, or what was asked for does not, the setting is named")
    void limits() {
        DriverLimits narrow = new DriverLimits(8L << 20, Long.MAX_VALUE);
        assertThat(choice(8, 4, 1_000_000, narrow).choose(CollectiveChoiceTest::unexpected))
                .isInstanceOf(Collective.Sharded.class);
        DriverLimits none = new DriverLimits(1L << 20, Long.MAX_VALUE);
        assertThatThrownBy(() -> choice(8, 4, 1_000_000, none).choose(CollectiveChoiceTest::unexpected))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("set spark.driver.maxResultSize=4m or more");
        CollectiveChoice large = new CollectiveChoice(
                TransportConfig.of(Kind.RDD, TransportConfig.Collective.TREE),
                MEAN,
                8,
                4,
                new Payload(1L << 27, 4),
                LARGE);
        assertThatThrownBy(() -> large.choose(CollectiveChoiceTest::unexpected))
                .hasMessageContaining("parts of 2147487744 bytes go from executor to executor, at most 2147483639 can")
                .hasMessageContaining("training.transport.collective = sharded");
        DriverLimits memory = new DriverLimits(Long.MAX_VALUE, 16L << 20);
        assertThatThrownBy(
                        () -> asked(TransportConfig.Collective.FLAT, memory).choose(CollectiveChoiceTest::unexpected))
                .hasMessageContaining("set spark.driver.memory=");
    }

    @Test
    @DisplayName("trees have blocks that leave the driver no more sums than a block has results")
    void trees() {
        assertThat(Collective.Tree.of(2, 2)).isEqualTo(new Collective.Tree(2, 1));
        assertThat(Collective.Tree.of(2, 16)).isEqualTo(new Collective.Tree(2, 2));
        assertThat(Collective.Tree.of(2, 1000)).isEqualTo(new Collective.Tree(2, 5));
        assertThat(Collective.Tree.of(3, 1000)).isEqualTo(new Collective.Tree(3, 4));
    }

    private static CollectiveChoice choice(int workers, int slots, long numbers, DriverLimits limits) {
        return new CollectiveChoice(TransportConfig.DEFAULT, MEAN, workers, slots, new Payload(numbers, 4), limits);
    }

    private static CollectiveChoice asked(TransportConfig.Collective collective, DriverLimits limits) {
        return new CollectiveChoice(
                TransportConfig.of(Kind.RDD, collective), MEAN, 8, 4, new Payload(1_000_000, 4), limits);
    }

    private static Network unexpected() {
        throw new AssertionError("measured though nothing depends on it");
    }
}
