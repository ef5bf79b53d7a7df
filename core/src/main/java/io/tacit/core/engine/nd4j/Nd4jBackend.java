package io.tacit.core.engine.nd4j;

/** Backends of ND4J, told apart by what is on the class path, before ND4J starts. */
enum Nd4jBackend {
    NATIVE("org/nd4j/linalg/cpu/nativecpu/CpuBackend.class"),
    CUDA("org/nd4j/linalg/jcublas/JCublasBackend.class");

    private final String resource;

    Nd4jBackend(String resource) {
        this.resource = resource;
    }

    boolean onClassPath() {
        return Nd4jBackend.class.getClassLoader().getResource(resource) != null;
    }
}
