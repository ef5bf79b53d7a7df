package io.tacit.core.engine;

import io.tacit.core.tensor.Precision;
import io.tacit.core.text.Counted;

/**
 * What executes.
 *
 * @param name {@code cpu} or {@code nd4j}
 * @param device processor or GPU
 * @param kernels how elementwise work and matrix products run, for instance {@code vector 512 bit}
 * @param threads number of threads
 */
public record EngineInfo(String name, String device, String kernels, int threads, Precision precision) {

    @Override
    public String toString() {
        return "engine %s on %s, kernels %s, %s, %s"
                .formatted(
                        name,
                        device,
                        kernels,
                        Counted.of(threads, "thread"),
                        precision.name().toLowerCase(java.util.Locale.ROOT));
    }
}
