package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineProvider;
import io.tacit.core.tensor.Precision;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Opens {@link Nd4jEngine} on the processor, for those who ask for it by name. It computes on one thread, whatever is asked for: the last bits of ND4J's sums depend on
 * the number of threads, and the tasks of a machine, which fill its cores, would wait for each other's.
 */
public final class Nd4jOnCpu implements EngineProvider {

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Place place() {
        return Place.CPU;
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT32, Precision.FLOAT64);
    }

    @Override
    public Optional<String> obstacle() {
        return Nd4jBackend.NATIVE.onClassPath()
                ? Optional.empty()
                : Optional.of(
                        "engine nd4j on a processor needs ND4J's backend nd4j-native, which is not on the class path: build without"
                                + " the Maven profile -Pcuda");
    }

    @Override
    public Engine open(Precision precision, int threads, int gpu) {
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        openblas_nolapack.blas_set_num_threads(1);
        return new Nd4jEngine(precision);
    }
}
