package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.GradientProduct;
import io.tacit.core.engine.plan.instruction.Instruction;
import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.engine.plan.instruction.RowProduct;
import io.tacit.core.engine.plan.instruction.WeightProduct;
import io.tacit.core.program.Expr;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.Shape;

/** Which instruction computes a matrix product, by the kinds and forms of its factors. */
final class Products {

    private Products() {}

    /** C = op(A)·op(B), written to {@code c}. */
    static Instruction product(Expr e, Place a, Place b, Place c) {
        MatMul op = (MatMul) e.op();
        Shape sa = e.input(0).shape();
        Shape sb = e.input(1).shape();
        int m = e.shape().dim(0);
        int n = e.shape().dim(1);
        int inner = op.a() == MatMul.Form.PLAIN ? sa.dim(1) : sa.dim(0);
        boolean rowsOfB = op.b() == MatMul.Form.PLAIN || sb.dim(0) == 1 || sb.dim(1) == 1;
        if (a.shared() && !b.shared() && rowsOfB) {
            return weights(op.a(), m, inner, a, b, c, n, 1);
        }
        boolean rowsOfA = op.a() == MatMul.Form.PLAIN || m == 1;
        if (!a.shared() && b.shared() && rowsOfA) {
            return weights(op.b().flipped(), n, inner, b, a, c, 1, m);
        }
        int ai = op.a() == MatMul.Form.PLAIN ? sa.dim(1) : 1;
        int ak = op.a() == MatMul.Form.PLAIN ? 1 : sa.dim(1);
        int bk = op.b() == MatMul.Form.PLAIN ? sb.dim(1) : 1;
        int bj = op.b() == MatMul.Form.PLAIN ? 1 : sb.dim(1);
        return new RowProduct(a, ai, ak, b, bk, bj, c, m, n, inner);
    }

    private static Instruction weights(MatMul.Form form, int m, int k, Place a, Place b, Place c, int n, int repeats) {
        return new WeightProduct(form, m, k, a, b, c, n, repeats);
    }

    /** Adds Σ over examples of U·Zᵀ to {@code g}; U is [m×p], Z is [k×p], both as runs of rows. */
    static Instruction gradient(Expr product, Place u, Place z, Place g) {
        int m = product.shape().dim(0);
        int k = product.shape().dim(1);
        int p = product.input(0).shape().size() / m;
        return new GradientProduct(m, k, p, u, z, g);
    }
}
