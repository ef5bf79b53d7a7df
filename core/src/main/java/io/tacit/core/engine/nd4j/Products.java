package io.tacit.core.engine.nd4j;

import io.tacit.core.program.MatMul.Form;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Lowers matrix products C = op(A)·op(B). Where a factor is one for all examples, the product is one matrix product over all of them; where the
 * products of all examples are only summed, it is one too ({@link #contraction}). Else it is a sum of elementwise products.
 */
final class Products {

    /** At most so many values are held at once for products of two BATCHED matrices: 32 MB in double. */
    private static final long LARGEST_TEMPORARY = 1L << 22;

    /** A factor of which an example holds a matrix [stored rows × stored columns], or its transpose, in row-major order. */
    record Factor(Value value, int storedRows, int storedColumns, Form form) {

        int rows() {
            return form == Form.PLAIN ? storedRows : storedColumns;
        }

        int columns() {
            return form == Form.PLAIN ? storedColumns : storedRows;
        }

        int width() {
            return value.width();
        }

        /** The factor itself, where it is the same for all examples. */
        INDArray matrix() {
            INDArray stored = value.matrix(storedRows);
            return form == Form.PLAIN ? stored : stored.transpose();
        }
    }

    private final OperationList tape;
    private final Memory memory;
    private final Reductions reductions;

    Products(OperationList tape, Memory memory, Reductions reductions) {
        this.tape = tape;
        this.memory = memory;
        this.reductions = reductions;
    }

    Value product(Factor a, Factor b) {
        if (a.width() == 1) {
            return fromLeft(a, b);
        }
        return b.width() == 1 ? fromRight(a, b) : ofEachExample(a, b);
    }

    /** A for all examples: [m×k]·[k × n·width]. */
    private Value fromLeft(Factor a, Factor b) {
        Value z = memory.take(a.rows() * b.columns(), b.width());
        tape.multiply(z.matrix(a.rows()), a.matrix(), byRows(b).matrix(b.rows()));
        return z;
    }

    /** B for all examples: Cᵀ = Bᵀ·Aᵀ, [n×k]·[k × m·width], then C. */
    private Value fromRight(Factor a, Factor b) {
        int m = a.rows();
        int n = b.columns();
        Value transposed = memory.take(n * m, a.width());
        tape.multiply(transposed.matrix(n), b.matrix().transpose(), byColumns(a).matrix(a.columns()));
        if (m == 1 || n == 1) {
            return transposed;
        }
        Value z = memory.take(m * n, a.width());
        tape.copy(transposed.as(n, m).permute(1, 0, 2), z.as(m, n));
        memory.release(transposed);
        return z;
    }

    /** Σₖ A[·,k] B[k,·] with products of all k of a part at once. */
    private Value ofEachExample(Factor a, Factor b) {
        int m = a.rows();
        int n = b.columns();
        int inner = a.columns();
        INDArray left = a.form() == Form.PLAIN
                ? a.value().as(m, inner, 1).permute(1, 0, 2, 3)
                : a.value().as(inner, m, 1);
        INDArray right = b.form() == Form.PLAIN
                ? b.value().as(inner, 1, n)
                : b.value().as(n, inner, 1).permute(1, 2, 0, 3);
        Value z = memory.take(m * n, a.width());
        int part =
                (int) Math.max(1, Math.min(inner, LARGEST_TEMPORARY / z.rows().length()));
        for (int start = 0; start < inner; start += part) {
            INDArrayIndex[] chosen = part(start, Math.min(inner, start + part));
            Value terms = memory.scratch((Math.min(inner, start + part) - start) * m * n, a.width());
            tape.call("multiply", terms.as(terms.size() / (m * n), m, n), left.get(chosen), right.get(chosen));
            accumulate(z, terms, start == 0);
        }
        return z;
    }

    private static INDArrayIndex[] part(int from, int to) {
        return new INDArrayIndex[] {
            NDArrayIndex.interval(from, to), NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.all()
        };
    }

    private void accumulate(Value z, Value terms, boolean first) {
        Value sum = first ? z : memory.scratch(z.size(), z.width());
        reductions.sumLeading(sum, terms.matrix(terms.size() / z.size()));
        if (!first) {
            tape.call("add", z.rows(), z.rows(), sum.rows());
        }
    }

    /** Σ over examples of op(A)·op(B), both BATCHED: [m × k·width]·[n × k·width]ᵀ. */
    Value contraction(Factor a, Factor b) {
        Value z = memory.take(a.rows() * b.columns(), 1);
        tape.multiply(
                z.matrix(a.rows()),
                byRows(a).matrix(a.rows()),
                byColumns(b).matrix(b.columns()).transpose());
        return z;
    }

    /** Values of op(F) in row-major order. */
    private Value byRows(Factor f) {
        return f.form() == Form.PLAIN ? f.value() : transposed(f);
    }

    /** Values of op(F) in column-major order. */
    private Value byColumns(Factor f) {
        return f.form() == Form.PLAIN ? transposed(f) : f.value();
    }

    private Value transposed(Factor f) {
        if (f.storedRows() == 1 || f.storedColumns() == 1) {
            return f.value();
        }
        Value z = memory.scratch(f.value().size(), f.width());
        tape.copy(
                f.value().as(f.storedRows(), f.storedColumns()).permute(1, 0, 2),
                z.as(f.storedColumns(), f.storedRows()));
        return z;
    }
}
