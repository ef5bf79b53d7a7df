package io.tacit.core.engine.cpu.codegen;

/** Working memory of a kernel, one array for each thread, grown when needed and then kept. */
final class Scratch {

    private final ThreadLocal<float[]> arrays = ThreadLocal.withInitial(() -> new float[0]);

    /** At least {@code length} floats of any content, valid until the same thread asks again. */
    float[] floats(int length) {
        float[] array = arrays.get();
        if (array.length < length) {
            array = new float[length];
            arrays.set(array);
        }
        return array;
    }
}
