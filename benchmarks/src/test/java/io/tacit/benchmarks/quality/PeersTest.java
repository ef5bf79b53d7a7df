package io.tacit.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

    @Test
    void theLastFigureOfLikelihoodIsThatOfTheMostSolverSteps() throws IOException {
        Curve curve = Peers.likelihood(
                List.of(
                        "30 s, 366 steps, train 5.401, test 5.163",
                        "60 s, 740 steps, train 4.8, test 4.801",
                        "end: 800 steps, test 4.7011, twice the solver steps 4.7100, four times 4.7123"),
                64);

        assertThat(curve.points())
                .extracting(Point::training, Point::nats)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(30.0, 5.163),
                        org.assertj.core.groups.Tuple.tuple(60.0, 4.801),
                        org.assertj.core.groups.Tuple.tuple(64.0, 4.7123));
    }

    @Test
    void outputOfAnotherFormIsToldAsSuch() {
        assertThatThrownBy(() -> Peers.likelihood(List.of("epoch 1"), 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flights_torch.py printed no test figure");
    }

    @Test
    void aPeerThatIsNotThereIsNamed(@TempDir Path empty) throws InterruptedException {
        Peers peers = new Peers("python3", empty, new Peers.Data(empty, empty), empty);

        assertThat(peers.obstacle(Peers.Program.MATCHING))
                .hasValueSatisfying(obstacle -> assertThat(obstacle).contains("has no file flow_matching_torch.py"));
    }
}
