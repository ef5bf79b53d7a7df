package io.tacit.spark.device;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;

/** What computes. Tasks of one process whose devices are equal share an engine. */
public sealed interface Device {

    /**
     * The caller closes the engine.
     *
     * @param threads of a processor; a GPU takes one
     */
    Engine open(Precision precision, int threads);

    record Processor() implements Device {
        @Override
        public Engine open(Precision precision, int threads) {
            return Engines.open(Engines.Choice.CPU, precision, threads);
        }
    }

    /** @param number as CUDA numbers those that it shows to this process, from 0 */
    record Gpu(int number) implements Device {
        @Override
        public Engine open(Precision precision, int threads) {
            return Engines.onGpu(number, precision);
        }
    }
}
