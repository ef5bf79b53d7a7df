package io.tacit.core.program;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value of a {@link Graph}, written as mathematics is: {@code v.matmul(w.matmul(z).plus(b).tanh())}. Operands of elementwise operations are
 * repeated to a common shape as in NumPy (last axes aligned). SHARED and BATCHED mix freely; the result is BATCHED as soon as one operand is.
 * Equal expressions of one graph are the same object. Shapes that do not fit end in a {@link ProgramException} which names the
 * operation, both shapes and the user's source line.
 */
public final class Expr {

    private final Graph graph;
    private final int id;
    private final Op op;
    private final List<Expr> inputs;
    private final Shape shape;
    private final Kind kind;

    Expr(Graph graph, int id, Op op, List<Expr> inputs, Shape shape) {
        this.graph = graph;
        this.id = id;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.kind = op.kind(this.inputs);
    }

    public Graph graph() {
        return graph;
    }

    /** Place in its graph: operands have smaller ids than what uses them. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public List<Expr> inputs() {
        return inputs;
    }

    public Expr input(int i) {
        return inputs.get(i);
    }

    public Shape shape() {
        return shape;
    }

    public Kind kind() {
        return kind;
    }

    // Arithmetic

    public Expr plus(Expr other) {
        return graph.binary(Binary.ADD, this, other);
    }

    public Expr plus(double c) {
        return plus(like(c));
    }

    public Expr minus(Expr other) {
        return graph.binary(Binary.SUB, this, other);
    }

    public Expr minus(double c) {
        return minus(like(c));
    }

    public Expr times(Expr other) {
        return graph.binary(Binary.MUL, this, other);
    }

    public Expr times(double c) {
        return times(like(c));
    }

    public Expr over(Expr other) {
        return graph.binary(Binary.DIV, this, other);
    }

    public Expr over(double c) {
        return times(1 / c);
    }

    public Expr negate() {
        return graph.node(Unary.NEG, this);
    }

    /** Elementwise power; differentiable by the exponent where the base is positive. */
    public Expr pow(Expr exponent) {
        return graph.binary(Binary.POW, this, exponent);
    }

    public Expr pow(double exponent) {
        return pow(like(exponent));
    }

    public Expr max(Expr other) {
        return graph.binary(Binary.MAX, this, other);
    }

    public Expr min(Expr other) {
        return graph.binary(Binary.MIN, this, other);
    }

    // Comparison: 1 or 0, derivative 0

    public Expr less(Expr other) {
        return graph.binary(Binary.LESS, this, other);
    }

    public Expr lessOrEqual(Expr other) {
        return graph.binary(Binary.LESS_EQUAL, this, other);
    }

    public Expr equal(Expr other) {
        return graph.binary(Binary.EQUAL, this, other);
    }

    /** The value {@code a} where this one is not 0, else {@code b}. */
    public Expr where(Expr a, Expr b) {
        Shape common = Broadcast.common(new Where(), shape, Broadcast.common(new Where(), a.shape, b.shape));
        return graph.node(new Where(), broadcast(common), a.broadcast(common), b.broadcast(common));
    }

    // Functions

    public Expr abs() {
        return graph.node(Unary.ABS, this);
    }

    public Expr sign() {
        return graph.node(Unary.SIGN, this);
    }

    public Expr step() {
        return graph.node(Unary.STEP, this);
    }

    public Expr square() {
        return graph.node(Unary.SQUARE, this);
    }

    public Expr reciprocal() {
        return graph.node(Unary.RECIPROCAL, this);
    }

    public Expr sqrt() {
        return graph.node(Unary.SQRT, this);
    }

    public Expr rsqrt() {
        return graph.node(Unary.RSQRT, this);
    }

    public Expr exp() {
        return graph.node(Unary.EXP, this);
    }

    public Expr log() {
        return graph.node(Unary.LOG, this);
    }

    public Expr sin() {
        return graph.node(Unary.SIN, this);
    }

    public Expr cos() {
        return graph.node(Unary.COS, this);
    }

    public Expr tanh() {
        return graph.node(Unary.TANH, this);
    }

    public Expr sigmoid() {
        return graph.node(Unary.SIGMOID, this);
    }

    public Expr softplus() {
        return graph.node(Unary.SOFTPLUS, this);
    }

    public Expr relu() {
        return graph.node(Unary.RELU, this);
    }

    public Expr erf() {
        return graph.node(Unary.ERF, this);
    }

    /** x where positive, else {@code slope · x}. */
    public Expr leakyRelu(double slope) {
        return step().where(this, times(slope));
    }

    /** x where positive, else {@code eˣ − 1}. */
    public Expr elu() {
        return step().where(this, min(like(0)).expMinusOne());
    }

    /** eˣ − 1 where x is not positive. Above −1, where the difference would cancel, it is 2t / (1 − t) with t = tanh(x/2). */
    private Expr expMinusOne() {
        Expr t = times(0.5).tanh();
        Expr near = t.times(2).over(t.like(1).minus(t));
        return plus(1).step().where(near, exp().minus(1));
    }

    /** x · sigmoid(x), also called SiLU. */
    public Expr swish() {
        return times(sigmoid());
    }

    /** x Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016), exact by erf. */
    public Expr gelu() {
        return times(times(Math.sqrt(0.5)).erf().plus(1).times(0.5));
    }

    /** This value, with derivative 0. */
    public Expr stopGradient() {
        return graph.node(Unary.STOP_GRADIENT, this);
    }

    // Linear algebra

    /** Matrix·matrix, matrix·vector or vector·matrix. */
    public Expr matmul(Expr other) {
        if (other.shape.rank() == 1) {
            Expr column = matmul(other.reshape(other.shape.dim(0), 1));
            return column.reshape(column.shape.dim(0));
        }
        if (shape.rank() == 1) {
            Expr row = reshape(1, shape.dim(0)).matmul(other);
            return row.reshape(row.shape.dim(1));
        }
        return graph.node(new MatMul(MatMul.Form.PLAIN, MatMul.Form.PLAIN), this, other);
    }

    /** Axes in reverse order; for a matrix the transpose. */
    public Expr transpose() {
        return permute(IntStream.range(0, shape.rank())
                .map(a -> shape.rank() - 1 - a)
                .boxed()
                .toList());
    }

    /** Σ xᵢ yᵢ over all places of one example. */
    public Expr dot(Expr other) {
        return times(other).sum();
    }

    /** √Σ xᵢ² over all places of one example; the derivative at 0 is not finite. */
    public Expr norm() {
        return square().sum().sqrt();
    }

    /** Convolution of this image [C×H×W] with a kernel [O×C×h×w]. */
    public Expr conv2d(Expr kernel, int stride, int padding) {
        return graph.node(
                new Conv2d(Conv2d.Geometry.of(shape, kernel.shape, stride, padding), Conv2d.Form.FORWARD),
                this,
                kernel);
    }

    // Reductions inside an example

    /** Sum over all places of one example, or over the given axes. */
    public Expr sum(int... axes) {
        return sum(chosen(axes));
    }

    public Expr mean(int... axes) {
        List<Integer> chosen = chosen(axes);
        int count = chosen.stream().mapToInt(shape::dim).reduce(1, (a, b) -> a * b);
        return sum(chosen).over(count);
    }

    /** Maximum over all places of one example, or over the given axes. */
    public Expr max(int... axes) {
        List<Integer> chosen = chosen(axes);
        return chosen.isEmpty() ? this : graph.node(new MaxAxes(chosen), this);
    }

    public Expr min(int... axes) {
        return negate().max(axes).negate();
    }

    /** ln Σ eˣ along one axis, which vanishes; safe for large values. */
    public Expr logSumExp(int axis) {
        Expr top = max(axis).stopGradient();
        Expr shifted = minus(SumAxes.spreadOver(top, shape, List.of(axis)));
        return shifted.exp().sum(axis).log().plus(top);
    }

    /** eˣ / Σ eˣ along one axis; safe for large values. */
    public Expr softmax(int axis) {
        Expr top = SumAxes.spreadOver(max(axis).stopGradient(), shape, List.of(axis));
        Expr e = minus(top).exp();
        return e.over(SumAxes.spreadOver(e.sum(axis), shape, List.of(axis)));
    }

    Expr sum(List<Integer> axes) {
        return axes.isEmpty() ? this : graph.node(new SumAxes(axes), this);
    }

    private List<Integer> chosen(int... axes) {
        return (axes.length == 0 ? IntStream.range(0, shape.rank()) : Arrays.stream(axes))
                .boxed()
                .toList();
    }

    // Reductions over examples

    /** Sum over the examples of the batch; SHARED. */
    public Expr sumExamples() {
        return graph.node(new ExampleSum(), this);
    }

    /** Mean over the examples of the batch; SHARED. */
    public Expr meanExamples() {
        return sumExamples().over(graph.exampleCount());
    }

    /** A SHARED value given to each example; a BATCHED value as it is. */
    public Expr spread() {
        return kind == Kind.BATCHED ? this : graph.node(new Spread(), this);
    }

    // Form

    public Expr reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    public Expr reshape(Shape target) {
        return graph.node(new Reshape(target), this);
    }

    public Expr broadcast(Shape target) {
        return graph.node(new Broadcast(target), this);
    }

    public Expr permute(List<Integer> order) {
        return graph.node(new Permute(order), this);
    }

    /** Places {@code start .. start + length − 1} along one axis. */
    public Expr slice(int axis, int start, int length) {
        return graph.node(new Slice(axis, start, length), this);
    }

    /** Place {@code index} of the first axis, which vanishes. */
    public Expr at(int index) {
        return slice(0, index, 1).reshape(shape.without(List.of(0)));
    }

    /** The constant {@code value} in this shape. */
    public Expr like(double value) {
        return graph.fill(shape, value);
    }

    @Override
    public String toString() {
        return Printer.line(this);
    }
}
