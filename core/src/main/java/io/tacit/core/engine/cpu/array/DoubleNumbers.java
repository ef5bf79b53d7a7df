package io.tacit.core.engine.cpu.array;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/** Arrays of numbers of 64 bits. */
public final class DoubleNumbers implements Numbers<double[]> {

    private static final LaneLoops<double[]> LOOPS = new DoubleLoops();
    private static final SolveLoops<double[]> SOLVING = new DoubleSolveLoops();

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public LaneLoops<double[]> loops() {
        return LOOPS;
    }

    @Override
    public SolveLoops<double[]> solving() {
        return SOLVING;
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public double[][] table(int count) {
        return new double[count][];
    }

    @Override
    public int length(double[] array) {
        return array.length;
    }

    @Override
    public double get(double[] array, int index) {
        return array[index];
    }

    @Override
    public void set(double[] array, int index, double value) {
        array[index] = value;
    }

    @Override
    public void fill(double[] array, int from, int to, double value) {
        Arrays.fill(array, from, to, value);
    }

    @Override
    public void copy(double[] source, int from, double[] target, int to, int count) {
        System.arraycopy(source, from, target, to, count);
    }

    @Override
    public void load(FlatVector source, int from, double[] target, int to, int count) {
        if (source.precision() == Precision.FLOAT64) {
            System.arraycopy(source.doubles(), from, target, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[to + i] = source.get(from + i);
        }
    }

    @Override
    public void store(double[] source, int from, FlatVector target, int to, int count) {
        if (target.precision() == Precision.FLOAT64) {
            System.arraycopy(source, from, target.doubles(), to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target.set(to + i, source[from + i]);
        }
    }
}
