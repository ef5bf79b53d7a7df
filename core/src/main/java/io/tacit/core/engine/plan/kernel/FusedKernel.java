package io.tacit.core.engine.plan.kernel;

import io.tacit.core.engine.plan.kernel.ValueNumbering.Value;
import io.tacit.core.program.Elementwise;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Description of one pass over the rows and lanes of a tile: reads operands, applies elementwise operations with all intermediate values in
 * registers, writes results. Made by a {@link Builder}; compiled by an engine.
 *
 * @param precision of all numbers
 * @param rows rows of the domain
 * @param segment rows that are reduced into one, where a result is reduced; divides {@code rows}
 * @param steps values, each in terms of earlier ones
 */
public record FusedKernel(
        Precision precision, int rows, int segment, List<Operand> operands, List<Step> steps, List<Result> results) {

    /** How an operand is stored. */
    public enum Storage {
        /** A number for each row and lane. */
        TILE,
        /** A number for each row, the same for all lanes. */
        SHARED
    }

    /** What becomes of the values of a segment's rows. */
    public enum Reduction {
        /** Every row is written. */
        NONE,
        /** Their sum is written, added in order from 0. */
        SUM,
        /** Their maximum is written. */
        MAX
    }

    /** @param map which row of the operand a row of the domain reads */
    public record Operand(Storage storage, RowMap map) {}

    /** A tile of {@code rows} rows, or of {@code rows / segment} where reduced. {@code step} is the index of the value. */
    public record Result(int step, Reduction reduction) {}

    public FusedKernel {
        operands = List.copyOf(operands);
        steps = List.copyOf(steps);
        results = List.copyOf(results);
        if (rows < 1 || segment < 1 || rows % segment != 0) {
            throw new IllegalArgumentException(
                    "a segment of a kernel must divide its rows, not %d and %d".formatted(segment, rows));
        }
        for (Operand operand : operands) {
            if (operand.map().size() != rows) {
                throw new IllegalArgumentException("an operand of a kernel of %d rows must map as many, not %d"
                        .formatted(rows, operand.map().size()));
            }
        }
    }

    /** A kernel over {@code rows} rows without reductions, or with one over all rows. */
    public static Builder over(Precision precision, int rows) {
        return new Builder(precision, rows, rows);
    }

    /** A kernel whose reductions combine each {@code segment} consecutive rows. */
    public static Builder over(Precision precision, int rows, int segment) {
        return new Builder(precision, rows, segment);
    }

    /** The same on the first rows only. */
    public FusedKernel firstRows(int count, int newSegment) {
        List<Operand> heads = operands.stream()
                .map(operand -> new Operand(operand.storage(), operand.map().head(count)))
                .toList();
        return new FusedKernel(precision, count, newSegment, heads, steps, results);
    }

    /** Number of primitive operations. */
    public int size() {
        return applications(steps);
    }

    /** Number of primitive operations that one elementwise operation takes. */
    public static int primitives(Precision precision, Elementwise operation) {
        ValueNumbering steps = new ValueNumbering(precision);
        KernelLowering.of(operation, steps.read(0), steps.read(1), steps.read(2));
        return applications(steps.list());
    }

    private static int applications(List<Step> steps) {
        return (int) steps.stream().filter(Step.Apply.class::isInstance).count();
    }

    /** Collects a kernel in order: operands, operations, results. Values are named by the numbers that the methods return. */
    public static final class Builder {

        private final int rows;
        private final int segment;
        private final List<Operand> operands = new ArrayList<>();
        private final ValueNumbering steps;
        private final List<Value> values = new ArrayList<>();
        private final List<Result> results = new ArrayList<>();

        private Builder(Precision precision, int rows, int segment) {
            this.steps = new ValueNumbering(precision);
            this.rows = rows;
            this.segment = segment;
        }

        /** Reads a number for each lane, of row {@code map(r)}. */
        public int tile(RowMap map) {
            return operand(new Operand(Storage.TILE, map));
        }

        /** Reads a tile row by row. */
        public int tile() {
            return tile(RowMap.identity(rows));
        }

        /** Reads one number, of row {@code map(r)}, for all lanes. */
        public int shared(RowMap map) {
            return operand(new Operand(Storage.SHARED, map));
        }

        private int operand(Operand operand) {
            operands.add(operand);
            return add(steps.read(operands.size() - 1));
        }

        public int constant(double value) {
            return add(steps.constant(value));
        }

        public int apply(Elementwise operation, int... arguments) {
            Value[] x = new Value[arguments.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = values.get(arguments[i]);
            }
            return add(KernelLowering.of(operation, x));
        }

        /** a · b + c, rounded once. */
        public int fma(int a, int b, int c) {
            return add(values.get(a).fma(values.get(b), values.get(c)));
        }

        private int add(Value value) {
            values.add(value);
            return values.size() - 1;
        }

        /** Writes a value to the next result. */
        public Builder store(int value) {
            return result(value, Reduction.NONE);
        }

        public Builder result(int value, Reduction reduction) {
            results.add(new Result(values.get(value).index(), reduction));
            return this;
        }

        public FusedKernel build() {
            return new FusedKernel(steps.precision(), rows, segment, operands, steps.list(), results);
        }
    }
}
