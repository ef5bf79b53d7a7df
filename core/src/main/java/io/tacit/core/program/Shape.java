package io.tacit.core.program;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lengths of the axes of one example's value, outermost first; rank 0 is a scalar. The axis of examples is never part of a shape.
 *
 * @param dims lengths, each at least 1
 */
public record Shape(List<Integer> dims) implements Serializable {

    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        dims = List.copyOf(dims);
        if (dims.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("a shape needs axes of length 1 or more, got " + dims);
        }
    }

    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    public int rank() {
        return dims.size();
    }

    public int dim(int axis) {
        return dims.get(axis);
    }

    /** Number of values of one example. */
    public int size() {
        // Not a stream: asked for every block that is allocated, a dozen times in a tile's step.
        int size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    /** This shape with axis {@code axis} of length {@code length}. */
    Shape with(int axis, int length) {
        List<Integer> changed = new ArrayList<>(dims);
        changed.set(axis, length);
        return new Shape(changed);
    }

    /** This shape without the given axes. */
    Shape without(List<Integer> axes) {
        List<Integer> kept = new ArrayList<>();
        for (int a = 0; a < rank(); a++) {
            if (!axes.contains(a)) {
                kept.add(dim(a));
            }
        }
        return new Shape(kept);
    }

    /** This shape with the given axes kept at length 1. */
    public Shape collapsed(List<Integer> axes) {
        Shape shape = this;
        for (int a : axes) {
            shape = shape.with(a, 1);
        }
        return shape;
    }

    /** Row-major distance between neighbours along each axis. */
    public int[] strides() {
        int[] strides = new int[rank()];
        int stride = 1;
        for (int a = rank() - 1; a >= 0; a--) {
            strides[a] = stride;
            stride *= dim(a);
        }
        return strides;
    }

    /** Length of axes before {@code axis}, multiplied. */
    public int outer(int axis) {
        return dims.subList(0, axis).stream().reduce(1, (a, b) -> a * b);
    }

    /** Length of axes after {@code axis}, multiplied. */
    public int inner(int axis) {
        return dims.subList(axis + 1, rank()).stream().reduce(1, (a, b) -> a * b);
    }

    // By index: called at every run, where the iterators of List.equals would be the only allocation.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Shape shape) || shape.rank() != rank()) {
            return false;
        }
        for (int a = 0; a < rank(); a++) {
            if (dim(a) != shape.dim(a)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return dims.hashCode();
    }

    @Override
    public String toString() {
        return dims.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
    }
}
