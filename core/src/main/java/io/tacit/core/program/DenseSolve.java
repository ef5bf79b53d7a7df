package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/**
 * Solution X [n×m] of A X = B for a matrix A [n×n] and right-hand sides B [n×m] of one example. Bilinear: dX = A⁻¹(dB − dA X), and with cotangent U of X
 * those of B and A are B̄ = A⁻ᵀU and −B̄Xᵀ (Giles 2008, §2.3), so derivatives of any order are such solutions again. Where A is singular a number of X is
 * not finite, for that example only.
 *
 * @param form how A is factorised
 */
public record DenseSolve(Form form) implements Op {

    /** Factorisation of A. */
    public enum Form {
        /** PA = LU with partial pivoting (Golub and Van Loan 2013, algorithm 3.4.1); the largest of each column of each example is its pivot. */
        LU,
        /** A = LLᵀ (Golub and Van Loan 2013, algorithm 4.2.1) for symmetric positive definite A, whose lower triangle is read. */
        CHOLESKY
    }

    /** X with A X = B; B is a matrix or a vector. By {@link Form#CHOLESKY}, A is taken by its symmetric part. */
    public static Expr of(Expr a, Expr b, Form form) {
        if (b.shape().rank() == 1) {
            return of(a, b.reshape(b.shape().dim(0), 1), form).reshape(b.shape());
        }
        Expr matrix = form == Form.LU ? a : a.plus(a.transpose()).times(0.5);
        boolean batched = Kind.of(List.of(a, b)) == Kind.BATCHED;
        return batched
                ? a.graph().node(new DenseSolve(form), matrix.spread(), b.spread())
                : a.graph().node(new DenseSolve(form), matrix, b);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        if (a.rank() != 2 || b.rank() != 2 || a.dim(0) != a.dim(1) || b.dim(0) != a.dim(0)) {
            throw ProgramException.of(this, inputs, "a square matrix and a right-hand side with as many rows");
        }
        return b;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        Optional<Expr> fromA = dx.get(0).map(d -> d.matmul(y).negate());
        Optional<Expr> right = fromA.isPresent() && dx.get(1).isPresent()
                ? Optional.of(dx.get(1).get().plus(fromA.get()))
                : fromA.isPresent() ? fromA : dx.get(1);
        return right.map(r -> solve(y, y.input(0), r));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        Expr b = solve(y, form == Form.LU ? y.input(0).transpose() : y.input(0), u);
        return List.of(Optional.of(b.matmul(y.transpose()).negate()), Optional.of(b));
    }

    /** In the kind of y. */
    private Expr solve(Expr y, Expr a, Expr b) {
        return y.graph().node(this, a, y.kind() == Kind.BATCHED ? b.spread() : b);
    }

    @Override
    public String symbol() {
        return "denseSolve[" + (form == Form.LU ? "LU" : "Cholesky") + "]";
    }
}
