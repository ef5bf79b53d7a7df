package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Matrix product C = op(A)·op(B) of two matrices of one example, op being the identity or the transpose. Bilinear. */
public record MatMul(Form a, Form b) implements Op {

    /** How a factor enters the product. */
    public enum Form {
        PLAIN,
        TRANSPOSED;

        /** The other form. */
        public Form flipped() {
            return this == PLAIN ? TRANSPOSED : PLAIN;
        }
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape x = inputs.get(0);
        Shape y = inputs.get(1);
        if (x.rank() != 2 || y.rank() != 2 || columns(x, a) != rows(y, b)) {
            throw ProgramException.of(this, inputs, "matrices whose inner lengths agree");
        }
        return Shape.of(rows(x, a), columns(y, b));
    }

    private static int rows(Shape s, Form form) {
        return s.dim(form == Form.PLAIN ? 0 : 1);
    }

    private static int columns(Shape s, Form form) {
        return s.dim(form == Form.PLAIN ? 1 : 0);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        Optional<Expr> left = dx.get(0).map(d -> y.graph().node(this, d, y.input(1)));
        Optional<Expr> right = dx.get(1).map(d -> y.graph().node(this, y.input(0), d));
        return left.isPresent() && right.isPresent()
                ? Optional.of(left.get().plus(right.get()))
                : left.isPresent() ? left : right;
    }

    /** For C = op(A)·op(B) the cotangent of op(A) is C̄·op(B)ᵀ, of op(B) is op(A)ᵀ·C̄; each transposed where its factor was. */
    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        Expr x = y.input(0);
        Expr z = y.input(1);
        Expr left = a == Form.PLAIN
                ? y.graph().node(new MatMul(Form.PLAIN, b.flipped()), u, z)
                : y.graph().node(new MatMul(b, Form.TRANSPOSED), z, u);
        Expr right = b == Form.PLAIN
                ? y.graph().node(new MatMul(a.flipped(), Form.PLAIN), x, u)
                : y.graph().node(new MatMul(Form.TRANSPOSED, a), u, x);
        return List.of(Optional.of(left), Optional.of(right));
    }

    @Override
    public String symbol() {
        return "matmul" + (a == Form.TRANSPOSED ? "ᵀ" : "") + (b == Form.TRANSPOSED ? "·ᵀ" : "");
    }
}
