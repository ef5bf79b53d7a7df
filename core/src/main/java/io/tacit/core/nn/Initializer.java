package io.tacit.core.nn;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;
import java.util.List;

/**
 * How a parameter begins. For a weight of shape [out × in] the fan-in is {@code in} and the fan-out {@code out}; for a kernel
 * [O × C × h × w] both are multiplied by h·w; for a vector both are its length.
 */
public sealed interface Initializer extends Serializable {

    /** Value number {@code i} of a parameter of this shape. */
    double value(List<Integer> shape, RandomKey key, int i);

    /** One number everywhere. */
    static Initializer constant(double value) {
        return new Constant(value);
    }

    static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    static Initializer normal(double deviation) {
        return new Normal(deviation);
    }

    /** Uniform on ±1/√fanIn, as PyTorch begins linear layers; biases too, with the fan-in of their layer. */
    static Initializer fanIn(int fanIn) {
        return new Uniform(-1 / Math.sqrt(fanIn), 1 / Math.sqrt(fanIn));
    }

    /** Uniform with variance 2/(fanIn + fanOut) (Glorot and Bengio 2010, equation 16). */
    static Initializer glorot() {
        return new Glorot();
    }

    /** Normal with variance 2/fanIn (He et al. 2015, equation 10). */
    static Initializer he() {
        return new He();
    }

    /** This rule with all values multiplied. */
    default Initializer scaled(double factor) {
        return new Scaled(this, factor);
    }

    private static int receptive(List<Integer> shape) {
        return shape.stream().skip(2).reduce(1, (a, b) -> a * b);
    }

    private static int in(List<Integer> shape) {
        return (shape.size() < 2 ? shape.stream().findFirst().orElse(1) : shape.get(1)) * receptive(shape);
    }

    private static int out(List<Integer> shape) {
        return shape.stream().findFirst().orElse(1) * receptive(shape);
    }

    record Constant(double number) implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            return number;
        }
    }

    record Uniform(double low, double high) implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            return low + (high - low) * key.uniform(i);
        }
    }

    record Normal(double deviation) implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            return deviation * key.gaussian(i);
        }
    }

    record Glorot() implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            double bound = Math.sqrt(6.0 / (in(shape) + out(shape)));
            return bound * (2 * key.uniform(i) - 1);
        }
    }

    record He() implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            return Math.sqrt(2.0 / in(shape)) * key.gaussian(i);
        }
    }

    record Scaled(Initializer rule, double factor) implements Initializer {
        @Override
        public double value(List<Integer> shape, RandomKey key, int i) {
            return factor * rule.value(shape, key, i);
        }
    }
}
