package io.tacit.benchmarks.machine;

import io.tacit.core.engine.EngineInfo;

/** What every result is to be read with. */
public final class Environment {

    private Environment() {}

    public static Line describe(EngineInfo engine) {
        return new Line()
                .put("engine", engine.name())
                .put("kernel", engine.kernels())
                .put("blas_core", OpenBlas.kernel())
                .put("cpu", Processor.name())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.vm.version"));
    }
}
