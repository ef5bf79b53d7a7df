package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.random.RandomKey;
import java.util.ArrayList;
import java.util.List;

/** Numbers and kernels to test with. */
final class Samples {

    private Samples() {}

    /** Gaussian numbers. */
    static float[] gaussian(long seed, int length) {
        RandomKey key = RandomKey.of(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) key.gaussian(i);
        }
        return values;
    }

    static float[] filled(int length, float value) {
        float[] values = new float[length];
        java.util.Arrays.fill(values, value);
        return values;
    }

    /** Compiled kernels, at once, of every length up to the processor's own; none without the Vector API. */
    static List<VectorKernels> vectorKernels() {
        List<VectorKernels> all = new ArrayList<>();
        for (int lanes = 4; lanes <= VectorKernels.preferredLanes(); lanes *= 2) {
            all.add(new VectorKernels(lanes, FirstUse.COLD));
        }
        return all;
    }
}
