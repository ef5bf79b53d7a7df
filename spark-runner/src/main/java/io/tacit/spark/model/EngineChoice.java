package io.tacit.spark.model;

import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;
import io.tacit.core.text.Counted;
import java.io.Serializable;
import java.util.Locale;

/**
 * Which engine executes a model's programs, wherever they run.
 *
 * @param threads of the cpu engine in each task; results do not depend on it
 */
public record EngineChoice(Engines.Choice device, Precision precision, int threads) implements Serializable {

    /** "auto, float32, 1 thread in each task". */
    public String inWords() {
        return (device + ", " + precision + ", " + Counted.of(threads, "thread") + " in each task")
                .toLowerCase(Locale.ROOT);
    }

    /** On one thread of a processor, in float32. */
    public static EngineChoice single() {
        return new EngineChoice(Engines.Choice.CPU, Precision.FLOAT32, 1);
    }
}
