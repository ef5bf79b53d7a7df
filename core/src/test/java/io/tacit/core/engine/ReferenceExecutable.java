package io.tacit.core.engine;

import io.tacit.core.program.Broadcast;
import io.tacit.core.program.Concat;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Implicit;
import io.tacit.core.program.InnerOperations;
import io.tacit.core.program.Iterate;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.MaxAxes;
import io.tacit.core.program.Op;
import io.tacit.core.program.Pad;
import io.tacit.core.program.Permute;
import io.tacit.core.program.Program;
import io.tacit.core.program.Reshape;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Slice;
import io.tacit.core.program.Spread;
import io.tacit.core.program.SumAxes;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A Program run node by node on arrays {@code [row][example]}. */
record ReferenceExecutable(Program program) implements Executable {

    @Override
    public void run(List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        new Run(arguments, theta).run(results, gradient);
    }

    private final class Run {

        private final Map<String, double[]> inputs = new HashMap<>();
        private final Map<Integer, double[]> values = new HashMap<>();
        private final int examples;

        Run(List<Block> arguments, Block theta) {
            List<Program.Input> expected = program.arguments();
            if (expected.size() != arguments.size()) {
                throw new IllegalArgumentException("expected blocks for " + expected + ", got " + arguments.size());
            }
            int batch = 1;
            for (int i = 0; i < expected.size(); i++) {
                ReferenceEngine.Rows rows = (ReferenceEngine.Rows) arguments.get(i);
                if (!rows.shape().equals(expected.get(i).shape())
                        || rows.kind() != expected.get(i).role().kind()) {
                    throw new IllegalArgumentException("expected " + expected.get(i) + ", got " + rows);
                }
                inputs.put(expected.get(i).name(), rows.values());
                batch = Math.max(batch, rows.examples());
            }
            examples = batch;
            double[] parameters = ((ReferenceEngine.Rows) theta).values();
            for (ParamLayout.Entry e : program.layout().entries()) {
                inputs.put(e.name(), Arrays.copyOfRange(parameters, e.offset(), e.end()));
            }
        }

        void run(List<Block> results, Block gradient) {
            for (Expr e : program.nodes()) {
                values.put(e.id(), value(e));
            }
            int next = 0;
            for (Program.Output o : program.outputs()) {
                double[] value = values.get(o.expr().id());
                if (o.gradientOf().isPresent()) {
                    add(
                            ((ReferenceEngine.Rows) gradient).values(),
                            program.layout().entry(o.gradientOf().get()).offset(),
                            value);
                } else {
                    ReferenceEngine.Rows to = (ReferenceEngine.Rows) results.get(next++);
                    System.arraycopy(value, 0, to.values(), 0, to.values().length);
                }
            }
        }

        private void add(double[] gradient, int offset, double[] value) {
            for (int i = 0; i < value.length; i++) {
                gradient[offset + i] += value[i];
            }
        }

        private int width(Expr e) {
            return e.kind() == Kind.BATCHED ? examples : 1;
        }

        private double[] value(Expr e) {
            Op op = e.op();
            if (op instanceof Leaf.Input input) {
                return inputs.get(input.name());
            }
            double[] y = new double[e.shape().size() * width(e)];
            if (op instanceof Implicit || op instanceof Iterate || op instanceof DenseSolve) {
                inner(e, y);
            } else if (op instanceof Leaf.Fill fill) {
                Arrays.fill(y, fill.value());
            } else if (op instanceof Leaf.Literal literal) {
                Arrays.setAll(y, i -> literal.values().get(i));
            } else if (op instanceof Leaf.ExampleCount) {
                y[0] = examples;
            } else if (op instanceof Elementwise elementwise) {
                elementwise(e, elementwise, y);
            } else if (op instanceof ExampleSum) {
                double[] x = values.get(e.input(0).id());
                for (int i = 0; i < x.length; i++) {
                    y[i / examples] += x[i];
                }
            } else if (op instanceof Spread) {
                double[] x = values.get(e.input(0).id());
                Arrays.setAll(y, i -> x[i / examples]);
            } else {
                rows(e, op, y);
            }
            return y;
        }

        /** One example after another, in plain code. */
        private void inner(Expr e, double[] y) {
            int width = width(e);
            double[] one = new double[e.shape().size()];
            for (int b = 0; b < width; b++) {
                int example = b;
                List<double[]> operands = e.inputs().stream()
                        .map(x -> IntStream.range(0, x.shape().size())
                                .mapToDouble(row -> at(x, row, example))
                                .toArray())
                        .toList();
                InnerOperations.write(e, operands, Precision.FLOAT64, one);
                for (int row = 0; row < one.length; row++) {
                    y[row * width + b] = one[row];
                }
            }
        }

        private void elementwise(Expr e, Elementwise op, double[] y) {
            int width = width(e);
            int n = e.inputs().size();
            double[] operands = new double[n];
            double[][] x = new double[n][];
            boolean[] shared = new boolean[n];
            for (int j = 0; j < n; j++) {
                x[j] = values.get(e.input(j).id());
                shared[j] = width(e.input(j)) < width;
            }
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < n; j++) {
                    operands[j] = x[j][shared[j] ? i / width : i];
                }
                y[i] = op.apply(operands);
            }
        }

        /** Operations on rows of one operand of equal kind, and products. */
        private void rows(Expr e, Op op, double[] y) {
            Shape from = e.input(0).shape();
            if (op instanceof MatMul product) {
                multiply(e, product, y);
            } else if (op instanceof Reshape) {
                System.arraycopy(values.get(e.input(0).id()), 0, y, 0, y.length);
            } else if (op instanceof Broadcast broadcast) {
                gather(e, broadcast.rows(from), y);
            } else if (op instanceof Permute permute) {
                gather(e, permute.rows(from), y);
            } else if (op instanceof SumAxes sum) {
                reduce(e, sum.axes(), y, Double::sum);
            } else if (op instanceof MaxAxes max) {
                Arrays.fill(y, Double.NEGATIVE_INFINITY);
                reduce(e, max.axes(), y, Math::max);
            } else if (op instanceof Slice slice) {
                copyAxis(e, e.input(0), slice.axis(), slice.start(), 0, slice.length(), y);
            } else if (op instanceof Pad pad) {
                copyAxis(e, e.input(0), pad.axis(), 0, pad.before(), from.dim(pad.axis()), y);
            } else if (op instanceof Concat concat) {
                int start = 0;
                for (Expr part : e.inputs()) {
                    int length = part.shape().dim(concat.axis());
                    copyAxis(e, part, concat.axis(), 0, start, length, y);
                    start += length;
                }
            } else {
                throw new UnsupportedOperationException("the reference engine has no " + op.symbol());
            }
        }

        private double at(Expr x, int row, int example) {
            return x.kind() == Kind.BATCHED ? values.get(x.id())[row * examples + example] : values.get(x.id())[row];
        }

        private void gather(Expr e, int[] rows, double[] y) {
            int width = width(e);
            Arrays.setAll(y, i -> at(e.input(0), rows[i / width], i % width));
        }

        private void reduce(Expr e, List<Integer> axes, double[] y, java.util.function.DoubleBinaryOperator op) {
            Shape full = e.input(0).shape();
            Shape collapsed = full;
            for (int axis : axes) {
                List<Integer> dims = new java.util.ArrayList<>(collapsed.dims());
                dims.set(axis, 1);
                collapsed = new Shape(dims);
            }
            int[] target = new Broadcast(full).rows(collapsed);
            int width = width(e);
            for (int row = 0; row < target.length; row++) {
                for (int b = 0; b < width; b++) {
                    int to = target[row] * width + b;
                    y[to] = op.applyAsDouble(y[to], at(e.input(0), row, b));
                }
            }
        }

        private void copyAxis(Expr e, Expr part, int axis, int start, int target, int length, double[] y) {
            int width = width(e);
            int inner = part.shape().inner(axis);
            for (int o = 0; o < part.shape().outer(axis); o++) {
                for (int i = 0; i < length * inner; i++) {
                    int from = (o * part.shape().dim(axis) + start) * inner + i;
                    int to = (o * e.shape().dim(axis) + target) * inner + i;
                    for (int b = 0; b < width; b++) {
                        y[to * width + b] = at(part, from, b);
                    }
                }
            }
        }

        private void multiply(Expr e, MatMul op, double[] c) {
            Expr a = e.input(0);
            Expr b = e.input(1);
            boolean plainA = op.a() == MatMul.Form.PLAIN;
            boolean plainB = op.b() == MatMul.Form.PLAIN;
            int n = e.shape().dim(1);
            int inner = a.shape().dim(plainA ? 1 : 0);
            int width = width(e);
            for (int row = 0; row < e.shape().size(); row++) {
                int i = row / n;
                int j = row % n;
                for (int k = 0; k < inner; k++) {
                    int left = plainA ? i * a.shape().dim(1) + k : k * a.shape().dim(1) + i;
                    int right =
                            plainB ? k * b.shape().dim(1) + j : j * b.shape().dim(1) + k;
                    for (int x = 0; x < width; x++) {
                        c[row * width + x] += at(a, left, x) * at(b, right, x);
                    }
                }
            }
        }
    }
}
