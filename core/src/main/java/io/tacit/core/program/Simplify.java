package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Rewrites of one new node to something simpler: constant folding and the algebra of 0 and 1. Linear in the number of nodes. */
final class Simplify {

    private Simplify() {}

    static Optional<Expr> simpler(Graph g, Op op, List<Expr> in, Shape shape) {
        if (!in.isEmpty() && foldable(op) && in.stream().allMatch(e -> fill(e).isPresent())) {
            return Optional.of(g.fill(shape, fold(op, in)));
        }
        if (op instanceof Binary binary) {
            return binary(g, binary, in.get(0), in.get(1));
        }
        if (op instanceof Unary unary) {
            return unary(unary, in.get(0));
        }
        if (op instanceof Where) {
            return in.get(1) == in.get(2) ? Optional.of(in.get(1)) : Optional.empty();
        }
        return structural(g, op, in, shape);
    }

    private static Optional<Expr> structural(Graph g, Op op, List<Expr> in, Shape shape) {
        if ((op instanceof Broadcast || op instanceof Reshape || op instanceof Slice || op instanceof Pad)
                && in.get(0).shape().equals(shape)) {
            return Optional.of(in.get(0));
        }
        if (op instanceof Reshape && in.get(0).op() instanceof Reshape) {
            return Optional.of(in.get(0).input(0).reshape(shape));
        }
        if (op instanceof Permute permute && identity(permute)) {
            return Optional.of(in.get(0));
        }
        if (op instanceof Permute outer && in.get(0).op() instanceof Permute inner) {
            List<Integer> both = outer.order().stream().map(inner.order()::get).toList();
            return Optional.of(in.get(0).input(0).permute(both));
        }
        if (op instanceof MatMul product) {
            return transposedFactors(g, product, in.get(0), in.get(1));
        }
        if (op instanceof SumAxes sum) {
            return fill(in.get(0))
                    .map(c -> g.fill(shape, c * in.get(0).shape().size() / shape.size()))
                    .or(() -> sum.axes().isEmpty() ? Optional.of(in.get(0)) : Optional.empty());
        }
        return multiplicationByZero(g, op, in, shape);
    }

    private static Optional<Expr> multiplicationByZero(Graph g, Op op, List<Expr> in, Shape shape) {
        boolean bilinear = op instanceof MatMul || op instanceof Conv2d;
        return bilinear && in.stream().anyMatch(e -> is(e, 0)) ? Optional.of(g.fill(shape, 0)) : Optional.empty();
    }

    private static boolean identity(Permute permute) {
        return permute.order().equals(permute.order().stream().sorted().toList());
    }

    /** A transpose of a factor moves into the form of the product. */
    private static Optional<Expr> transposedFactors(Graph g, MatMul product, Expr a, Expr b) {
        if (is(a, 0) || is(b, 0)) {
            return multiplicationByZero(g, product, List.of(a, b), product.shape(List.of(a.shape(), b.shape())));
        }
        if (a.op() instanceof Permute) {
            return Optional.of(g.node(new MatMul(product.a().flipped(), product.b()), a.input(0), b));
        }
        if (b.op() instanceof Permute) {
            return Optional.of(g.node(new MatMul(product.a(), product.b().flipped()), a, b.input(0)));
        }
        return Optional.empty();
    }

    private static Optional<Expr> binary(Graph g, Binary op, Expr a, Expr b) {
        return switch (op) {
            case ADD -> is(a, 0) ? Optional.of(b) : is(b, 0) ? Optional.of(a) : plusNegative(a, b);
            case SUB ->
                is(b, 0)
                        ? Optional.of(a)
                        : is(a, 0)
                                ? Optional.of(b.negate())
                                : a == b
                                        ? Optional.of(a.like(0))
                                        : b.op() == Unary.NEG ? Optional.of(a.plus(b.input(0))) : Optional.empty();
            case MUL -> product(g, a, b);
            case DIV -> is(b, 1) ? Optional.of(a) : is(a, 0) ? Optional.of(a) : Optional.empty();
            case POW ->
                is(b, 1)
                        ? Optional.of(a)
                        : is(b, 2) ? Optional.of(a.square()) : is(b, 0) ? Optional.of(a.like(1)) : Optional.empty();
            case MAX, MIN -> a == b ? Optional.of(a) : Optional.empty();
            case LESS, LESS_EQUAL, EQUAL -> Optional.empty();
        };
    }

    private static Optional<Expr> plusNegative(Expr a, Expr b) {
        return b.op() == Unary.NEG
                ? Optional.of(a.minus(b.input(0)))
                : a.op() == Unary.NEG ? Optional.of(b.minus(a.input(0))) : Optional.empty();
    }

    private static Optional<Expr> product(Graph g, Expr a, Expr b) {
        if (fill(a).isPresent() && fill(b).isEmpty()) {
            return Optional.of(b.times(a));
        }
        if (is(b, 0)) {
            return Optional.of(b);
        }
        if (is(b, 1)) {
            return Optional.of(a);
        }
        if (is(b, -1)) {
            return Optional.of(a.negate());
        }
        boolean scaledTwice =
                fill(b).isPresent() && a.op() == Binary.MUL && fill(a.input(1)).isPresent();
        if (scaledTwice) {
            return Optional.of(
                    a.input(0).times(g.fill(a.shape(), fill(a.input(1)).get() * fill(b).get())));
        }
        return a == b ? Optional.of(a.square()) : Optional.empty();
    }

    private static Optional<Expr> unary(Unary op, Expr x) {
        boolean undone = (op == Unary.NEG || op == Unary.RECIPROCAL) && x.op() == op;
        boolean repeated = (op == Unary.ABS || op == Unary.RELU || op == Unary.STOP_GRADIENT) && x.op() == op;
        return undone ? Optional.of(x.input(0)) : repeated ? Optional.of(x) : Optional.empty();
    }

    private static boolean foldable(Op op) {
        return op instanceof Elementwise
                || op instanceof Broadcast
                || op instanceof Reshape
                || op instanceof Permute
                || op instanceof Slice;
    }

    private static double fold(Op op, List<Expr> in) {
        double[] values = in.stream().mapToDouble(e -> fill(e).orElseThrow()).toArray();
        return op instanceof Elementwise elementwise ? elementwise.apply(values) : values[0];
    }

    private static Optional<Double> fill(Expr e) {
        return e.op() instanceof Leaf.Fill fill ? Optional.of(fill.value()) : Optional.empty();
    }

    private static boolean is(Expr e, double value) {
        return e.op() instanceof Leaf.Fill fill && fill.value() == value;
    }
}
