package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineProvider;
import io.tacit.core.tensor.Precision;
import java.util.Optional;
import java.util.Set;

/** Opens {@link Nd4jEngine} on the processor, for float64. Its threads are those of OpenMP: {@code OMP_NUM_THREADS}, on which its last bits depend. */
public final class Nd4jOnCpu implements EngineProvider {

    @Override
    public Place place() {
        return Place.CPU;
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT64);
    }

    @Override
    public Optional<String> obstacle() {
        return Nd4jBackend.NATIVE.onClassPath()
                ? Optional.empty()
                : Optional.of(
                        "float64 needs ND4J's backend nd4j-native, which is not on the class path: build without the Maven profile"
                                + " -Pcuda");
    }

    @Override
    public Engine open(Precision precision, int threads, int gpu) {
        return new Nd4jEngine(precision);
    }
}
