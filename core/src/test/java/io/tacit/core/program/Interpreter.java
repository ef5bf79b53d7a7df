package io.tacit.core.program;

import io.tacit.core.tensor.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plainest evaluation of a Program, in double, one example after another: what "right" means for transforms and engines. */
public final class Interpreter {

    private final Precision precision;
    private final int examples;
    private final Map<String, double[][]> inputs;
    private final Map<Expr, double[][]> values = new HashMap<>();

    private Interpreter(Precision precision, int examples, Map<String, double[][]> inputs) {
        this.precision = precision;
        this.examples = examples;
        this.inputs = inputs;
    }

    /** Values by output name: {@code [example][place]}, one row where SHARED. Inputs likewise. */
    public static Map<String, double[][]> run(Program program, int examples, Map<String, double[][]> inputs) {
        return run(Precision.FLOAT64, program, examples, inputs);
    }

    /** With constants and elementwise results rounded, one operation after another. */
    public static Map<String, double[][]> run(
            Precision precision, Program program, int examples, Map<String, double[][]> inputs) {
        Interpreter interpreter = new Interpreter(precision, examples, inputs);
        program.nodes().forEach(e -> interpreter.values.put(e, interpreter.value(e)));
        Map<String, double[][]> outputs = new LinkedHashMap<>();
        program.outputs().forEach(o -> outputs.put(o.name(), interpreter.values.get(o.expr())));
        return outputs;
    }

    private double[][] value(Expr e) {
        if (e.op() instanceof Leaf.Input input) {
            return inputs.get(input.name());
        }
        if (e.op() instanceof ExampleSum) {
            double[] sum = new double[e.shape().size()];
            for (double[] row : values.get(e.input(0))) {
                Arrays.setAll(sum, i -> sum[i] + row[i]);
            }
            return new double[][] {sum};
        }
        double[][] rows = new double[e.kind() == Kind.BATCHED ? examples : 1][];
        for (int b = 0; b < rows.length; b++) {
            int example = b;
            List<double[]> operands =
                    e.inputs().stream().map(i -> operand(i, example)).toList();
            rows[b] = one(e, operands);
        }
        return rows;
    }

    private double[] operand(Expr e, int example) {
        double[][] rows = values.get(e);
        return rows[e.kind() == Kind.BATCHED ? example : 0];
    }

    private double[] one(Expr e, List<double[]> x) {
        double[] y = new double[e.shape().size()];
        Op op = e.op();
        if (InnerOperations.write(e, x, precision, y)) {
            return y;
        }
        if (op instanceof Leaf.Fill fill) {
            Arrays.fill(y, precision.round(fill.value()));
        } else if (op instanceof Leaf.Literal literal) {
            Arrays.setAll(y, i -> literal.values().get(i));
        } else if (op instanceof Leaf.ExampleCount) {
            y[0] = examples;
        } else if (op instanceof Elementwise elementwise) {
            Arrays.setAll(
                    y,
                    i -> precision.round(
                            elementwise.apply(x.stream().mapToDouble(v -> v[i]).toArray())));
        } else if (op instanceof Broadcast broadcast) {
            gather(y, x.get(0), broadcast.rows(e.input(0).shape()));
        } else if (op instanceof Permute permute) {
            gather(y, x.get(0), permute.rows(e.input(0).shape()));
        } else if (op instanceof Reshape || op instanceof Spread) {
            return x.get(0);
        } else if (op instanceof Slice slice) {
            copyAxis(x.get(0), e.input(0).shape(), slice.axis(), slice.start(), y, e.shape(), 0, slice.length());
        } else if (op instanceof Pad pad) {
            int length = e.input(0).shape().dim(pad.axis());
            copyAxis(x.get(0), e.input(0).shape(), pad.axis(), 0, y, e.shape(), pad.before(), length);
        } else if (op instanceof Concat concat) {
            int start = 0;
            for (int i = 0; i < x.size(); i++) {
                Shape part = e.input(i).shape();
                copyAxis(x.get(i), part, concat.axis(), 0, y, e.shape(), start, part.dim(concat.axis()));
                start += part.dim(concat.axis());
            }
        } else if (op instanceof SumAxes sum) {
            reduce(y, x.get(0), e.input(0).shape(), sum.axes(), false);
        } else if (op instanceof MaxAxes max) {
            Arrays.fill(y, Double.NEGATIVE_INFINITY);
            reduce(y, x.get(0), e.input(0).shape(), max.axes(), true);
        } else if (op instanceof MatMul product) {
            multiply(product, e, x.get(0), x.get(1), y);
        } else if (op instanceof Conv2d convolution) {
            convolve(convolution, x.get(0), x.get(1), y);
        }
        return y;
    }

    private static void gather(double[] y, double[] x, int[] rows) {
        Arrays.setAll(y, i -> x[rows[i]]);
    }

    private static void copyAxis(
            double[] from, Shape a, int axis, int start, double[] to, Shape b, int target, int length) {
        int inner = a.inner(axis);
        for (int o = 0; o < a.outer(axis); o++) {
            System.arraycopy(
                    from, (o * a.dim(axis) + start) * inner, to, (o * b.dim(axis) + target) * inner, length * inner);
        }
    }

    private static void reduce(double[] y, double[] x, Shape full, List<Integer> axes, boolean maximum) {
        int[] target = new Broadcast(full).rows(full.collapsed(axes));
        for (int i = 0; i < x.length; i++) {
            y[target[i]] = maximum ? Math.max(y[target[i]], x[i]) : y[target[i]] + x[i];
        }
    }

    private static void multiply(MatMul op, Expr e, double[] a, double[] b, double[] c) {
        Shape sa = e.input(0).shape();
        Shape sb = e.input(1).shape();
        int n = e.shape().dim(1);
        int inner = sa.dim(op.a() == MatMul.Form.PLAIN ? 1 : 0);
        for (int i = 0; i < e.shape().dim(0); i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < inner; k++) {
                    double left = op.a() == MatMul.Form.PLAIN ? a[i * sa.dim(1) + k] : a[k * sa.dim(1) + i];
                    double right = op.b() == MatMul.Form.PLAIN ? b[k * sb.dim(1) + j] : b[j * sb.dim(1) + k];
                    c[i * n + j] += left * right;
                }
            }
        }
    }

    private static void convolve(Conv2d op, double[] p, double[] q, double[] y) {
        Conv2d.Geometry g = op.geometry();
        for (int o = 0; o < g.filters(); o++) {
            for (int i = 0; i < g.outHeight() * g.outWidth(); i++) {
                for (int k = 0; k < g.channels() * g.kernelHeight() * g.kernelWidth(); k++) {
                    int c = k / (g.kernelHeight() * g.kernelWidth());
                    int row = i / g.outWidth() * g.stride() - g.padding() + k / g.kernelWidth() % g.kernelHeight();
                    int column = i % g.outWidth() * g.stride() - g.padding() + k % g.kernelWidth();
                    if (row < 0 || column < 0 || row >= g.height() || column >= g.width()) {
                        continue;
                    }
                    int xi = (c * g.height() + row) * g.width() + column;
                    int ki = o * g.channels() * g.kernelHeight() * g.kernelWidth() + k;
                    int ui = o * g.outHeight() * g.outWidth() + i;
                    switch (op.form()) {
                        case FORWARD -> y[ui] += p[xi] * q[ki];
                        case INPUT -> y[xi] += p[ui] * q[ki];
                        case KERNEL -> y[ki] += p[xi] * q[ui];
                    }
                }
            }
        }
    }
}
