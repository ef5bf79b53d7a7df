package io.tacit.core.engine.cpu.array;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/** Arrays of numbers of 32 bits. */
public final class FloatNumbers implements Numbers<float[]> {

    private static final LaneLoops<float[]> LOOPS = new FloatLoops();
    private static final SolveLoops<float[]> SOLVING = new FloatSolveLoops();

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public LaneLoops<float[]> loops() {
        return LOOPS;
    }

    @Override
    public SolveLoops<float[]> solving() {
        return SOLVING;
    }

    @Override
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public float[][] table(int count) {
        return new float[count][];
    }

    @Override
    public int length(float[] array) {
        return array.length;
    }

    @Override
    public double get(float[] array, int index) {
        return array[index];
    }

    @Override
    public void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }

    @Override
    public void fill(float[] array, int from, int to, double value) {
        Arrays.fill(array, from, to, (float) value);
    }

    @Override
    public void copy(float[] source, int from, float[] target, int to, int count) {
        System.arraycopy(source, from, target, to, count);
    }

    @Override
    public void load(FlatVector source, int from, float[] target, int to, int count) {
        if (source.precision() == Precision.FLOAT32) {
            System.arraycopy(source.floats(), from, target, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[to + i] = (float) source.get(from + i);
        }
    }

    @Override
    public void store(float[] source, int from, FlatVector target, int to, int count) {
        if (target.precision() == Precision.FLOAT32) {
            System.arraycopy(source, from, target.floats(), to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target.set(to + i, source[from + i]);
        }
    }
}
