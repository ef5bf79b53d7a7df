package io.tacit.core.engine;

import io.tacit.core.tensor.Precision;
import java.util.Optional;
import java.util.Set;

/**
 * Opens one kind of engine. Found by {@link java.util.ServiceLoader}, so that an engine whose libraries take seconds to start costs nothing until
 * it is asked for: a provider's class must load without them.
 */
public interface EngineProvider {

    /** What an engine computes on. */
    enum Place {
        CPU,
        GPU
    }

    /** Name of the engine, for those who ask for one: {@code cpu}, {@code nd4j}. */
    String name();

    Place place();

    Set<Precision> precisions();

    /** Why it cannot open here, and what to do about it; empty where it can. May start libraries to find out. */
    Optional<String> obstacle();

    /**
     * @param threads threads for one run; without effect on a GPU
     * @param gpu which one, as CUDA numbers those that it shows to this process; without effect on a processor
     */
    Engine open(Precision precision, int threads, int gpu);
}
