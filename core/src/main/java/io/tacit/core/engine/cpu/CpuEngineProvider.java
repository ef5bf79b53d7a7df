package io.tacit.core.engine.cpu;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineProvider;
import io.tacit.core.tensor.Precision;
import java.util.Optional;
import java.util.Set;

/** Opens {@link CpuEngine}, which runs everywhere. */
public final class CpuEngineProvider implements EngineProvider {

    @Override
    public String name() {
        return "cpu";
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
        return Optional.empty();
    }

    @Override
    public Engine open(Precision precision, int threads, int gpu) {
        return new CpuEngine(precision, threads);
    }
}
