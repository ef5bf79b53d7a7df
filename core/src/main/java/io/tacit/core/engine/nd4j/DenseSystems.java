package io.tacit.core.engine.nd4j;

import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Shape;

/**
 * Lowers solutions of linear systems. Each example has its own pivots, so they are computed in double on the host, one example after another; ND4J's
 * own decompositions refuse a batch in which one matrix is singular.
 */
final class DenseSystems {

    private final OperationList tape;
    private final Memory memory;

    DenseSystems(OperationList tape, Memory memory) {
        this.tape = tape;
        this.memory = memory;
    }

    Value solve(DenseSolve.Form form, Value a, Value b, Shape solution) {
        int width = Math.max(a.width(), b.width());
        Value matrices = memory.scratch(a.size(), a.width());
        Value right = memory.scratch(b.size(), b.width());
        Value z = memory.take(solution.size(), width);
        tape.copy(a.rows(), matrices.rows());
        tape.copy(b.rows(), right.rows());
        tape.host(() -> {
            Columns from = new Columns(Host.read(matrices.slot().flat), a.width());
            Columns to = new Columns(Host.read(right.slot().flat), b.width());
            Host.write(solutions(form, from, to, solution, width), z.rows());
        });
        return z;
    }

    /** Values [rows × width]; one column stands for all examples. */
    private record Columns(double[] values, int width) {

        double[] example(int b) {
            double[] column = new double[values.length / width];
            for (int i = 0; i < column.length; i++) {
                column[i] = values[i * width + (width == 1 ? 0 : b)];
            }
            return column;
        }
    }

    private static double[] solutions(DenseSolve.Form form, Columns a, Columns b, Shape solution, int width) {
        double[] all = new double[solution.size() * width];
        for (int e = 0; e < width; e++) {
            double[] x = b.example(e);
            new DenseSystem(a.example(e), solution.dim(0)).solve(form, x, solution.dim(1));
            for (int i = 0; i < x.length; i++) {
                all[i * width + e] = x[i];
            }
        }
        return all;
    }
}
