package io.tacit.core.engine;

import io.tacit.core.engine.EngineProvider.Place;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the engine for a device. On a processor this is {@code engine.cpu} for float32 and {@code engine.nd4j} for float64; on a GPU
 * {@code engine.nd4j} with a CUDA backend. What was chosen is logged once in a process.
 */
public final class Engines {

    /** What a user asks for. */
    public enum Choice {
        /** The GPU where there is one, else the processor. */
        AUTO,
        CPU,
        GPU
    }

    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private final List<EngineProvider> providers;

    Engines(List<EngineProvider> providers) {
        this.providers = providers;
    }

    /**
     * Opens an engine; the caller closes it.
     *
     * @param threads threads for one run; without effect on a GPU
     * @throws IllegalStateException where the device asked for cannot be used, with what to do about it
     */
    public static Engine open(Choice choice, Precision precision, int threads) {
        List<EngineProvider> installed =
                ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return new Engines(installed).choose(choice, precision, threads);
    }

    Engine choose(Choice choice, Precision precision, int threads) {
        return switch (choice) {
            case CPU -> logged(on(Place.CPU, precision, threads), "");
            case GPU -> logged(on(Place.GPU, precision, threads), "");
            case AUTO -> gpuOrCpu(precision, threads);
        };
    }

    private Engine gpuOrCpu(Precision precision, int threads) {
        Optional<String> obstacle = obstacle(Place.GPU, precision);
        return obstacle.isEmpty()
                ? logged(on(Place.GPU, precision, threads), "")
                : logged(on(Place.CPU, precision, threads), "; not on a GPU: " + obstacle.get());
    }

    private Engine on(Place place, Precision precision, int threads) {
        obstacle(place, precision).ifPresent(reason -> {
            throw new IllegalStateException("device " + place.name().toLowerCase(Locale.ROOT) + " was asked for, but "
                    + reason + "; or choose device auto");
        });
        return provider(place, precision).orElseThrow().open(precision, threads);
    }

    private Optional<String> obstacle(Place place, Precision precision) {
        return provider(place, precision)
                .map(EngineProvider::obstacle)
                .orElse(Optional.of(
                        "no engine on the class path computes in " + precision + " there: use all of Tacit's jars"));
    }

    private Optional<EngineProvider> provider(Place place, Precision precision) {
        return providers.stream()
                .filter(p -> p.place() == place && p.precisions().contains(precision))
                .findFirst();
    }

    private static Engine logged(Engine engine, String remark) {
        String line = engine.info() + remark;
        if (LOGGED.add(line)) {
            LOG.info(line);
        }
        return engine;
    }
}
