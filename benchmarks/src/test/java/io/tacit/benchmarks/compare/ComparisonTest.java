package io.tacit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Row ROW = Row.parse("2, 64, 3, 1000");

    @Test
    void theThreePartsOverTheCostOfAdaptingAreTheRatioToAutograd() {
        Comparison c = comparison();

        double parts = c.algorithm().orElseThrow()
                * c.blas().orElseThrow()
                * c.engine().orElseThrow();

        assertThat(parts / c.adaptive().orElseThrow())
                .isCloseTo(c.ratio(Contender.AUTOGRAD, Contender.TACIT).orElseThrow(), within(1e-12));
    }

    @Test
    void likeForLikeIsAgainstTheFasterOfTheTwo() {
        assertThat(comparison().likeForLike()).contains(50.0 / 12);
    }

    @Test
    void withoutPeersThereAreNoRatios() {
        Map<Contender, Result> ours = new EnumMap<>(Contender.class);
        ours.put(Contender.TACIT, result(15));
        Comparison c = new Comparison(ROW, 1, ours);

        assertThat(c.ratio(Contender.AUTOGRAD, Contender.TACIT)).isEmpty();
        assertThat(c.likeForLike()).isEmpty();
        assertThat(Report.ratios(List.of(c))).contains("–");
    }

    @Test
    void aMedianOfAnEvenNumberOfLaunchesIsTheMeanOfTheMiddleTwo() {
        assertThat(new Result(List.of(line(1), line(7), line(3), line(4))).millis())
                .isEqualTo(3.5);
    }

    @Test
    void everyStandardRowHasTargetsWhichTablesCheck() {
        assertThat(Row.standard()).allSatisfy(r -> assertThat(r.target(2)).isPresent());
        assertThat(Report.against(Optional.of(7.5), ROW.target(1).map(Row.Target::autograd)))
                .isEqualTo("7.50 (≥ 7.00 ✓)");
        assertThat(Report.against(Optional.of(6.5), ROW.target(1).map(Row.Target::autograd)))
                .isEqualTo("6.50 (≥ 7.00 ✗)");
    }

    private static Comparison comparison() {
        Map<Contender, Result> results = new EnumMap<>(Contender.class);
        results.put(Contender.TACIT, result(15));
        results.put(Contender.AUTOGRAD, result(140));
        results.put(Contender.TACIT_FIXED, result(12));
        results.put(Contender.EAGER_FIXED, result(66));
        results.put(Contender.COMPILED_FIXED, result(50));
        return new Comparison(ROW, 2, results);
    }

    private static Result result(double millis) {
        return new Result(List.of(line(millis)));
    }

    private static ObjectNode line(double millis) {
        return new ObjectMapper()
                .createObjectNode()
                .put("ms_per_step", millis)
                .put("gemm_peak_own_gflops", 200)
                .put("gemm_peak_gflops", 190);
    }
}
