package io.tacit.core.program;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Programs on which transforms and engines are tried: every operation, and random compositions. */
public final class ProgramCases {

    private ProgramCases() {}

    /** A named body for {@link Program#trace}. */
    public record Case(String name, Function<Graph, Expr> body) {
        public Program program() {
            return Program.trace(body);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Expr x(Graph g) {
        return g.example("x", 2, 3);
    }

    private static Expr y(Graph g) {
        return g.example("y", 2, 3);
    }

    private static Expr w(Graph g) {
        return g.param("w", 2, 3);
    }

    private static Expr positive(Expr e) {
        return e.square().plus(0.5);
    }

    /** Every operation, its operands of both kinds. */
    public static Stream<Case> operations() {
        return Stream.of(
                new Case("add sub mul", g -> x(g).plus(y(g)).minus(w(g)).times(y(g))),
                new Case("div", g -> x(g).over(positive(w(g))).plus(w(g).over(positive(y(g))))),
                new Case("broadcast", g -> x(g).times(g.param("row", 3))
                        .plus(g.param("column", 2, 1))
                        .plus(g.shared("t"))),
                new Case("negate abs", g -> x(g).negate().times(y(g).abs())),
                new Case("sign", g -> x(g).sign().times(y(g))),
                new Case("exp log sqrt rsqrt", g -> positive(x(g))
                        .log()
                        .plus(positive(y(g)).sqrt())
                        .plus(w(g).exp())
                        .times(positive(x(g)).rsqrt())),
                new Case("reciprocal", g -> positive(x(g)).reciprocal().times(y(g))),
                new Case("sin cos tanh", g -> x(g).sin().plus(y(g).cos()).times(w(g).tanh())),
                new Case("sigmoid softplus", g -> x(g).sigmoid().times(y(g).softplus())),
                new Case("relu leaky elu", g -> x(g).relu()
                        .plus(y(g).leakyRelu(0.1))
                        .plus(x(g).elu())
                        .times(w(g))),
                new Case("swish gelu erf", g -> x(g).swish().plus(y(g).gelu()).plus(w(g).erf())),
                new Case(
                        "pow", g -> positive(x(g)).pow(y(g)).plus(positive(w(g)).pow(1.7))),
                new Case("max min", g -> x(g).max(y(g)).plus(x(g).min(w(g)))),
                new Case("where", g -> x(g).less(y(g)).where(x(g).square(), w(g).times(y(g)))),
                new Case("comparisons", g -> x(g).lessOrEqual(y(g))
                        .times(x(g))
                        .plus(x(g).equal(y(g)).times(w(g)))),
                new Case("matrix vector", g -> g.param("m", 4, 3)
                        .matmul(g.example("v", 3).tanh())),
                new Case("vector matrix", g -> g.example("v", 3).tanh().matmul(g.param("m", 3, 4))),
                new Case("matrix matrix", g -> x(g).matmul(y(g).transpose()).matmul(w(g))),
                new Case(
                        "both transposed",
                        g -> x(g).transpose().matmul(w(g).tanh()).transpose().matmul(y(g).transpose())),
                new Case(
                        "transposed products",
                        g -> g.node(
                                new MatMul(MatMul.Form.TRANSPOSED, MatMul.Form.TRANSPOSED),
                                x(g).square(),
                                g.param("m", 4, 2).sin())),
                new Case("concat slice", g -> g.concat(1, x(g).square(), y(g))
                        .slice(1, 2, 3)
                        .times(w(g))
                        .slice(0, 1, 1)),
                new Case(
                        "reshape permute",
                        g -> x(g).sin().reshape(3, 2).matmul(y(g).reshape(2, 3).square())),
                new Case("permute 3", g -> g.example("c", 2, 3, 4)
                        .square()
                        .permute(List.of(2, 0, 1))
                        .sum(0)
                        .times(w(g))),
                new Case("sum mean", g -> x(g).square()
                        .sum(1)
                        .plus(y(g).square().mean(1))
                        .plus(w(g).exp().mean())),
                new Case("dot norm", g -> x(g).dot(y(g)).times(w(g).plus(x(g)).norm())),
                new Case("max axes", g -> x(g).square().max(1).plus(y(g).min(1))),
                new Case("softmax", g -> x(g).times(w(g)).softmax(1)),
                new Case("log-sum-exp", g -> x(g).times(w(g)).logSumExp(0)),
                new Case("conv2d", g -> g.example("image", 2, 5, 4).tanh().conv2d(g.param("kernel", 3, 2, 3, 2), 2, 1)),
                new Case("conv2d of batched kernel", g -> g.example("image", 1, 3, 3)
                        .conv2d(g.example("kernel", 2, 1, 2, 2).sin(), 1, 0)),
                new Case(
                        "mean over examples",
                        g -> x(g).minus(x(g).meanExamples().spread()).square().times(w(g))),
                new Case("batch normalisation", g -> {
                    Expr centred = x(g).minus(x(g).meanExamples());
                    Expr variance = centred.square().meanExamples();
                    return centred.times(variance.plus(0.1).rsqrt()).times(w(g));
                }),
                new Case("shared only", g -> w(g).square()
                        .sum()
                        .exp()
                        .times(g.shared("t").sin())
                        .times(0.1)),
                new Case(
                        "sum over examples of shared",
                        g -> w(g).square().spread().times(x(g)).sumExamples().tanh()));
    }

    /** Roots and linear solutions, whose examples differ in the number of iterations. */
    public static Stream<Case> inner() {
        LinearSolver dense = (a, b) -> DenseSolve.of(a.matrix(), b.reshape(a.size()), DenseSolve.Form.LU)
                .reshape(b.shape());
        return Stream.of(
                new Case("LU", g -> DenseSolve.of(matrix(g, "a"), x(g).reshape(3, 2), DenseSolve.Form.LU)),
                new Case(
                        "LU, all shared",
                        g -> DenseSolve.of(
                                g.param("a", 3, 3).plus(diagonal(g, 5)), w(g).reshape(3, 2), DenseSolve.Form.LU)),
                new Case(
                        "LU of parameters",
                        g -> DenseSolve.of(
                                g.param("a", 3, 3).plus(diagonal(g, 5)), g.example("v", 3), DenseSolve.Form.LU)),
                new Case("Cholesky", g -> {
                    Expr m = g.example("a", 3, 3);
                    return DenseSolve.of(
                            m.matmul(m.transpose()).plus(diagonal(g, 1)), g.example("v", 3), DenseSolve.Form.CHOLESKY);
                }),
                new Case("root of a scalar map, the map used again", g -> {
                    Expr x = g.example("x"), w = g.param("w").tanh().times(0.4);
                    Expr z = contraction(x.like(0), k -> w.times(k).plus(x).tanh(), dense);
                    return z.plus(w.times(z).plus(x).tanh().times(x));
                }),
                new Case("root of a layer", g -> {
                    Expr w = g.param("w", 2, 2).tanh().times(0.3), x = g.example("x", 2), b = g.param("b", 2);
                    return contraction(x, z -> w.matmul(z).plus(x).plus(b).tanh(), dense)
                            .square();
                }),
                new Case("root within a root", g -> {
                    Expr x = g.example("x"), w = g.param("w").tanh().times(0.4);
                    return contraction(
                            x,
                            z -> contraction(z, y -> y.times(w).plus(z).sin().times(0.4), dense)
                                    .plus(x)
                                    .times(0.5),
                            dense);
                }),
                new Case("root with a mark", g -> {
                    Expr x = g.example("x"), w = g.param("w");
                    Expr z = w.times(x);
                    return Implicit.root(
                                    z,
                                    x.step(),
                                    k -> k.minus(w.times(x)).times(k.square().plus(1)),
                                    dense)
                            .times(x.step());
                }));
    }

    private static Expr matrix(Graph g, String name) {
        return g.example(name, 3, 3).sin().plus(diagonal(g, 4));
    }

    private static Expr diagonal(Graph g, double d) {
        return g.constant(Shape.of(3, 3), d, 0, 0, 0, d, 0, 0, 0, d);
    }

    /** The fixed point of a contraction by plain iteration. */
    private static Expr contraction(Expr start, UnaryOperator<Expr> map, LinearSolver linear) {
        Iteration found = Iteration.of(List.of(start), 1e-13, 200, carry -> {
            Expr next = map.apply(carry.get(0));
            return new Iteration.Next(
                    List.of(next), next.minus(carry.get(0)).abs().max());
        });
        return Implicit.root(found.carry().get(0), z -> map.apply(z).minus(z), linear);
    }

    /** Random compositions of ten operations. */
    public static Stream<Case> compositions() {
        return new Random(7).longs(40).mapToObj(seed -> new Case("seed " + seed, g -> random(g, new Random(seed))));
    }

    /** Ten random operations over x, y, w and t, each bounded so that values stay of order 1. */
    private static Expr random(Graph g, Random r) {
        Expr[] pool = {x(g), y(g), w(g), g.shared("t").broadcast(Shape.of(2, 3))};
        Expr last = pool[0];
        for (int i = 0; i < 10; i++) {
            Expr a = pool[r.nextInt(4)];
            last = switch (r.nextInt(9)) {
                case 0 -> last.plus(a).tanh();
                case 1 -> last.times(a).sin();
                case 2 -> last.sigmoid().minus(a);
                case 3 -> last.over(a.square().plus(1));
                case 4 -> last.softmax(r.nextInt(2)).times(a);
                case 5 ->
                    last.matmul(a.transpose())
                            .matmul(pool[r.nextInt(4)])
                            .times(0.3)
                            .tanh();
                case 6 -> g.concat(0, last, a).slice(0, 1, 2);
                case 7 -> last.minus(last.mean(1).reshape(2, 1)).softplus();
                default ->
                    last.plus(last.kind() == Kind.BATCHED ? last.meanExamples() : a)
                            .gelu();
            };
            pool[r.nextInt(4)] = last;
        }
        return last;
    }

    /** Combinations of kinds and shapes that an engine may lay out differently. */
    public static Stream<Case> layouts() {
        return Stream.of(
                new Case("an input", ProgramCases::x),
                new Case("a parameter for each example", g -> w(g).spread()),
                new Case("a constant", g -> g.fill(Shape.of(2, 3), 1.5)),
                new Case("a constant for each example", g -> g.constant(Shape.of(2), -1, 2)
                        .spread()),
                new Case("number of examples", g -> g.exampleCount().times(x(g))),
                new Case("sum over examples of a constant", g -> g.constant(Shape.of(2, 3), 1, 2, 3, 4, 5, 6)
                        .spread()
                        .sumExamples()
                        .times(x(g))),
                new Case("literal", g -> x(g).times(g.constant(Shape.of(2, 3), 1, 2, 3, 4, 5, 6))),
                new Case(
                        "constant minus",
                        g -> x(g).like(2).minus(x(g)).plus(x(g).like(3).over(positive(y(g))))),
                new Case("constants in where", g -> x(g).less(x(g).like(0)).where(x(g).like(-1), x(g).like(2))),
                new Case("not chosen and not finite", g -> x(g).less(x(g).like(0))
                        .where(y(g), x(g).sqrt().plus(x(g).log().exp()))),
                new Case("where of any condition", g -> x(g).where(y(g), w(g))),
                new Case("far tails", g -> x(g).times(40)
                        .softplus()
                        .plus(x(g).times(-40).sigmoid())
                        .plus(x(g).times(9).tanh())),
                new Case("spread over axes", g -> g.example("s")
                        .broadcast(Shape.of(2, 3))
                        .plus(g.example("row", 3))
                        .plus(g.param("column", 2, 1))),
                new Case("spread inside", g -> g.example("mid", 2, 1, 3)
                        .broadcast(Shape.of(2, 4, 3))
                        .square()),
                new Case("concat of kinds", g -> g.concat(0, x(g), w(g), x(g).like(2))
                        .square()),
                new Case("concat of kinds, last axis", g -> g.concat(1, w(g), y(g))
                        .square()),
                new Case("slices of slices", g -> g.example("c", 3, 4, 2)
                        .slice(0, 1, 2)
                        .slice(1, 1, 2)
                        .slice(2, 1, 1)
                        .square()),
                new Case(
                        "matrix of θ",
                        g -> g.param("p", 15).slice(0, 2, 12).reshape(4, 3).matmul(g.example("v", 3))),
                new Case(
                        "hyper-network",
                        g -> g.example("p", 15).slice(0, 2, 12).reshape(4, 3).matmul(g.example("v", 3))),
                new Case("sums over any axes", g -> g.example("c", 2, 3, 4)
                        .sum(0, 2)
                        .plus(g.param("q", 2, 3, 4).square().sum(0, 2))),
                new Case("sums over the middle", g -> g.example("c", 2, 3, 4)
                        .sum(1)
                        .plus(g.example("d", 4, 2, 4).sum(0))),
                new Case("maxima over any axes", g -> g.example("c", 2, 3, 4)
                        .max(0, 2)
                        .plus(g.param("q", 2, 3, 4).max(0, 2))),
                new Case(
                        "maximum of all",
                        g -> g.example("c", 2, 3, 4).max().times(g.param("q", 3).max())),
                new Case("value used in two phases", g -> {
                    Expr e = x(g).tanh();
                    return e.times(e.sumExamples())
                            .plus(e.square()
                                    .meanExamples()
                                    .times(e.square().sumExamples().sqrt()));
                }),
                new Case("product of what all examples share", g -> x(g).matmul(
                                w(g).spread().transpose().matmul(w(g).spread()).sumExamples())),
                new Case("convolution, stride 1", g -> g.example("image", 2, 5, 4)
                        .conv2d(g.param("kernel", 3, 2, 3, 3), 1, 1)),
                new Case("convolution of a shared image", g -> g.param("image", 2, 4, 4)
                        .conv2d(g.example("kernel", 1, 2, 2, 2), 2, 0)));
    }

    /** Products of matrices of both kinds in all forms. */
    public static Stream<Case> products() {
        return Stream.of(MatMul.Form.values()).flatMap(a -> Stream.of(MatMul.Form.values())
                .flatMap(b -> Stream.of(
                        product(
                                "shared · batched",
                                a,
                                b,
                                g -> factor(g, "a", Role.PARAM, a, 4, 3),
                                g -> factor(g, "b", Role.EXAMPLE, b, 3, 5)),
                        product(
                                "batched · shared",
                                a,
                                b,
                                g -> factor(g, "a", Role.EXAMPLE, a, 4, 3),
                                g -> factor(g, "b", Role.PARAM, b, 3, 5)),
                        product(
                                "shared · shared",
                                a,
                                b,
                                g -> factor(g, "a", Role.PARAM, a, 4, 3),
                                g -> factor(g, "b", Role.SHARED, b, 3, 5)),
                        product(
                                "batched · batched",
                                a,
                                b,
                                g -> factor(g, "a", Role.EXAMPLE, a, 4, 3),
                                g -> factor(g, "b", Role.EXAMPLE, b, 3, 5)),
                        product(
                                "row · column",
                                a,
                                b,
                                g -> factor(g, "a", Role.EXAMPLE, a, 1, 3),
                                g -> factor(g, "b", Role.EXAMPLE, b, 3, 1)),
                        product(
                                "column · row",
                                a,
                                b,
                                g -> factor(g, "a", Role.EXAMPLE, a, 4, 1),
                                g -> factor(g, "b", Role.EXAMPLE, b, 1, 5)))));
    }

    private static Case product(
            String name, MatMul.Form a, MatMul.Form b, Function<Graph, Expr> left, Function<Graph, Expr> right) {
        return new Case(
                name + ", " + a + " " + b,
                g -> g.node(new MatMul(a, b), left.apply(g).sin(), right.apply(g)));
    }

    private static Expr factor(Graph g, String name, Role role, MatMul.Form form, int rows, int columns) {
        return g.input(name, form == MatMul.Form.PLAIN ? Shape.of(rows, columns) : Shape.of(columns, rows), role);
    }
}
