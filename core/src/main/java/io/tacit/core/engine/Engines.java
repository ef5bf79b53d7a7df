package io.tacit.core.engine;

import io.tacit.core.engine.EngineProvider.Place;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the engine for a device: the first provider, in the order in which they are registered, that serves it. On a processor this is {@code engine.cpu}, in
 * either precision; on a GPU {@code engine.nd4j} with a CUDA backend. What was chosen is logged once in a process.
 */
public final class Engines {

    /** What a user asks for. */
    public enum Choice {
        /** The GPU where there is one, else the processor. */
        AUTO,
        CPU,
        GPU
    }

    private static final int FIRST = 0;
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private final List<EngineProvider> providers;

    Engines(List<EngineProvider> providers) {
        this.providers = providers;
    }

    /**
     * Opens an engine, on a GPU the first that CUDA shows to this process; the caller closes it.
     *
     * @param threads threads for one run; without effect on a GPU
     * @throws IllegalStateException where the device asked for cannot be used, with what to do about it
     */
    public static Engine open(Choice choice, Precision precision, int threads) {
        return installed().choose(choice, precision, threads);
    }

    /**
     * Opens an engine on one GPU of several; the caller closes it.
     *
     * @param gpu as CUDA numbers those that it shows to this process, from 0
     * @throws IllegalStateException where it cannot be used, with what to do about it
     */
    public static Engine onGpu(int gpu, Precision precision) {
        return logged(installed().on(Place.GPU, precision, 1, gpu), "");
    }

    /**
     * Opens an engine on the processor by its name, such as {@code nd4j}; the caller closes it.
     *
     * @throws IllegalArgumentException where no engine of that name computes in this precision, with the names there are
     * @throws IllegalStateException where it cannot be used, with what to do about it
     */
    public static Engine named(String name, Precision precision, int threads) {
        return installed().onCpu(name, precision, threads);
    }

    /** The engine of the front doors: the processor in float64 with a thread for each core, opened once in a process and never closed. */
    public static Engine standard() {
        return Standard.ENGINE;
    }

    /** Opened when first asked for. */
    private static final class Standard {
        static final Engine ENGINE =
                open(Choice.CPU, Precision.FLOAT64, Runtime.getRuntime().availableProcessors());
    }

    /** Why this process can compute on no GPU, and what to do about it; empty where it can. May start CUDA to find out. */
    public static Optional<String> gpuObstacle(Precision precision) {
        return installed().obstacle(Place.GPU, precision);
    }

    private static Engines installed() {
        return new Engines(ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    Engine choose(Choice choice, Precision precision, int threads) {
        return switch (choice) {
            case CPU -> logged(on(Place.CPU, precision, threads, FIRST), "");
            case GPU -> logged(on(Place.GPU, precision, threads, FIRST), "");
            case AUTO -> gpuOrCpu(precision, threads);
        };
    }

    Engine onCpu(String name, Precision precision, int threads) {
        List<EngineProvider> called =
                of(Place.CPU, precision).filter(p -> p.name().equals(name)).toList();
        if (called.isEmpty()) {
            List<String> names =
                    of(Place.CPU, precision).map(EngineProvider::name).toList();
            throw new IllegalArgumentException(
                    "engine: expected one of " + names + " for " + precision + " on a processor, got '" + name + "'");
        }
        return logged(new Engines(called).on(Place.CPU, precision, threads, FIRST), "");
    }

    private Engine gpuOrCpu(Precision precision, int threads) {
        Optional<String> obstacle = obstacle(Place.GPU, precision);
        return obstacle.isEmpty()
                ? logged(on(Place.GPU, precision, threads, FIRST), "")
                : logged(on(Place.CPU, precision, threads, FIRST), "; not on a GPU: " + obstacle.get());
    }

    Engine on(Place place, Precision precision, int threads, int gpu) {
        obstacle(place, precision).ifPresent(reason -> {
            throw new IllegalStateException("device " + place.name().toLowerCase(Locale.ROOT) + " was asked for, but "
                    + reason + "; or choose device auto");
        });
        return able(place, precision).findFirst().orElseThrow().open(precision, threads, gpu);
    }

    /** The obstacle of the first provider there is, where none is able. */
    private Optional<String> obstacle(Place place, Precision precision) {
        if (able(place, precision).findFirst().isPresent()) {
            return Optional.empty();
        }
        return of(place, precision)
                .findFirst()
                .map(EngineProvider::obstacle)
                .orElse(Optional.of(
                        "no engine on the class path computes in " + precision + " there: use all of Tacit's jars"));
    }

    private Stream<EngineProvider> able(Place place, Precision precision) {
        return of(place, precision).filter(p -> p.obstacle().isEmpty());
    }

    private Stream<EngineProvider> of(Place place, Precision precision) {
        return providers.stream()
                .filter(p -> p.place() == place && p.precisions().contains(precision));
    }

    private static Engine logged(Engine engine, String remark) {
        String line = engine.info() + remark;
        if (LOGGED.add(line)) {
            LOG.info(line);
        }
        return engine;
    }
}
