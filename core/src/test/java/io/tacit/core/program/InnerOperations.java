package io.tacit.core.program;

import io.tacit.core.tensor.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operations with an algorithm inside, in plain code for one example: what engines are compared with. */
public final class InnerOperations {

    private InnerOperations() {}

    /** The value of an operation, given those of its operands; false where it is none of them. */
    public static boolean write(Expr e, List<double[]> x, Precision precision, double[] y) {
        if (e.op() instanceof Implicit) {
            System.arraycopy(x.get(0), 0, y, 0, y.length);
        } else if (e.op() instanceof DenseSolve solve) {
            System.arraycopy(x.get(1), 0, y, 0, y.length);
            solve(solve.form(), x.get(0).clone(), y, e.shape().dim(0), e.shape().dim(1));
        } else if (e.op() instanceof Iterate loop) {
            iterate(loop, x, precision, y);
        } else {
            return false;
        }
        return true;
    }

    /** Replaces b [n×m] by A⁻¹b; a [n×n] is overwritten. */
    public static void solve(DenseSolve.Form form, double[] a, double[] b, int n, int m) {
        if (form == DenseSolve.Form.CHOLESKY) {
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    a[i * n + j] = a[j * n + i];
                }
            }
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n && form == DenseSolve.Form.LU; i++) {
                pivot = Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k]) ? i : pivot;
            }
            for (int j = 0; j < n; j++) {
                double held = a[k * n + j];
                a[k * n + j] = a[pivot * n + j];
                a[pivot * n + j] = held;
            }
            for (int j = 0; j < m; j++) {
                double held = b[k * m + j];
                b[k * m + j] = b[pivot * m + j];
                b[pivot * m + j] = held;
            }
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : a[i * n + k] / a[k * n + k];
                for (int j = 0; j < n && i != k; j++) {
                    a[i * n + j] -= factor * a[k * n + j];
                }
                for (int j = 0; j < m && i != k; j++) {
                    b[i * m + j] -= factor * b[k * m + j];
                }
            }
        }
        for (int i = 0; i < n * m; i++) {
            b[i] /= a[i / m * n + i / m];
        }
    }

    private static void iterate(Iterate loop, List<double[]> x, Precision precision, double[] y) {
        Map<String, double[][]> in = new HashMap<>();
        List<Program.Input> inputs = loop.body().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            in.put(inputs.get(i).name(), new double[][] {x.get(i)});
        }
        for (int taken = 0; ; taken++) {
            Map<String, double[][]> out = Interpreter.run(precision, loop.body(), 1, in);
            double residual = out.get(Iterate.RESIDUAL)[0][0];
            var status = Iterate.Status.of(residual, loop.tolerance(), taken == loop.most());
            if (status.isPresent()) {
                write(loop, in, y, new double[] {taken, residual, status.get().ordinal()});
                return;
            }
            inputs.stream().limit(loop.carries()).forEach(i -> in.put(i.name(), out.get(i.name())));
        }
    }

    private static void write(Iterate loop, Map<String, double[][]> carry, double[] y, double[] report) {
        int at = 0;
        for (Program.Input input : loop.body().inputs().subList(0, loop.carries())) {
            System.arraycopy(carry.get(input.name())[0], 0, y, at, input.shape().size());
            at += input.shape().size();
        }
        System.arraycopy(report, 0, y, at, 3);
    }
}
