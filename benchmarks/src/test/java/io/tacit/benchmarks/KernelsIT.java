package io.tacit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class KernelsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GemmBenchmark.gradient",
                "ElementwiseBenchmark.apply",
                "LayerBenchmark.valueAndTangent",
                "LaneSumBenchmark.add",
                "FieldBenchmark.evaluate"
            })
    void benchmarksRunInThisProcessForAMoment(String name) throws Exception {
        Options moment = new OptionsBuilder()
                .include(name)
                .param("weights", "64x2")
                .param("function", "TANH")
                .param("widths", "2-64x2")
                .param("examples", "16")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(moment).run();

        assertThat(results)
                .isNotEmpty()
                .allSatisfy(r -> assertThat(r.getPrimaryResult().getScore()).isPositive());
    }
}
