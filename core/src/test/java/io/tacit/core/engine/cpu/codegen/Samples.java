package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.random.RandomKey;
import java.util.ArrayList;
import java.util.List;

/** Numbers and kernels of one precision to test with. */
record Samples<A>(Element<A> element) {

    static final Samples<float[]> FLOAT = new Samples<>(Element.FLOAT);
    static final Samples<double[]> DOUBLE = new Samples<>(Element.DOUBLE);

    Numbers<A> numbers() {
        return element.numbers();
    }

    A of(double... values) {
        A array = numbers().allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            numbers().set(array, i, values[i]);
        }
        return array;
    }

    /** Gaussian numbers. */
    A gaussian(long seed, int length) {
        RandomKey key = RandomKey.of(seed);
        A values = numbers().allocate(length);
        for (int i = 0; i < length; i++) {
            numbers().set(values, i, key.gaussian(i));
        }
        return values;
    }

    A filled(int length, double value) {
        A values = numbers().allocate(length);
        numbers().fill(values, 0, length, value);
        return values;
    }

    /** The numbers, each exactly. */
    double[] values(A array) {
        double[] values = new double[numbers().length(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers().get(array, i);
        }
        return values;
    }

    Kernels<A> scalar() {
        return ScalarKernels.of(element);
    }

    /** Those that processes use. */
    Kernels<A> vector() {
        return new VectorKernels<>(element, VectorKernels.preferredBits(), FirstUse.WARMED_UP);
    }

    /** Compiled kernels, at once, of every length up to the processor's own; none without the Vector API. */
    List<VectorKernels<A>> vectorKernels() {
        List<VectorKernels<A>> all = new ArrayList<>();
        for (int bits = 128; bits <= VectorKernels.preferredBits(); bits *= 2) {
            all.add(new VectorKernels<>(element, bits, FirstUse.COLD));
        }
        return all;
    }
}
