package io.tacit.core.train;

import java.util.Arrays;

/**
 * The transport plan between two uniform distributions that is optimal with an entropy, min ⟨P, C⟩ − ε H(P): P = exp((f ⊕ g − C) / ε), its rows and
 * columns scaled to their sums in turn.
 *
 * <p>Cuturi: "Sinkhorn distances: lightspeed computation of optimal transport", NeurIPS 2013. Potentials f and g are kept in the log domain and
 * take up the scalings every few iterations, as in Schmitzer: "Stabilized sparse scaling algorithms for entropy regularized transport problems", SIAM
 * J. Sci. Comput. 41 (2019), algorithm 2, so that no ε is too small.
 */
final class SinkhornPlan {

    /** Scalings of n ≤ 10⁶ points move by a factor of at most n² in an iteration, and so stay far below 10³⁰⁸. */
    private static final int ABSORB = 10;

    private final double[][] costs;
    private final int n;
    private final double epsilon;
    private final double[] f;
    private final double[] g;
    private final double[] u;
    private final double[] v;
    private final double[][] kernel;

    private SinkhornPlan(double[][] costs, double epsilon) {
        this.costs = costs;
        this.n = costs.length;
        this.epsilon = epsilon;
        this.f = new double[n];
        this.g = new double[n];
        this.u = new double[n];
        this.v = new double[n];
        this.kernel = new double[n][n];
    }

    /**
     * The plan times n: rows sum to 1, and columns nearly.
     *
     * @param share ε as a share of the mean cost
     */
    static double[][] of(double[][] costs, double share, int iterations) {
        double mean =
                Arrays.stream(costs).flatMapToDouble(Arrays::stream).average().orElse(0);
        SinkhornPlan plan = new SinkhornPlan(costs, Math.max(share * mean, Double.MIN_NORMAL));
        plan.begin();
        for (int k = 0; k < iterations; k++) {
            if (k > 0 && k % ABSORB == 0) {
                plan.absorb();
            }
            plan.scaleColumns();
            plan.scaleRows();
        }
        return plan.scaled();
    }

    /** Potentials under which each row and each column of the kernel has a 1 and nothing above. */
    private void begin() {
        Arrays.fill(g, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            f[i] = Arrays.stream(costs[i]).min().orElse(0);
            for (int j = 0; j < n; j++) {
                g[j] = Math.min(g[j], costs[i][j] - f[i]);
            }
        }
        fillKernel();
    }

    private void absorb() {
        for (int i = 0; i < n; i++) {
            f[i] += epsilon * StrictMath.log(u[i]);
            g[i] += epsilon * StrictMath.log(v[i]);
        }
        fillKernel();
    }

    private void fillKernel() {
        Arrays.fill(u, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i][j] = StrictMath.exp((f[i] + g[j] - costs[i][j]) / epsilon);
            }
        }
    }

    private void scaleColumns() {
        Arrays.fill(v, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                v[j] += u[i] * kernel[i][j];
            }
        }
        for (int j = 0; j < n; j++) {
            v[j] = 1 / v[j];
        }
    }

    private void scaleRows() {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += kernel[i][j] * v[j];
            }
            u[i] = 1 / sum;
        }
    }

    private double[][] scaled() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i][j] *= u[i] * v[j];
            }
        }
        return kernel;
    }

    /** The column to which a uniform number leads in a row that sums to 1. */
    static int draw(double[] row, double chance) {
        double left = chance;
        int last = 0;
        for (int j = 0; j < row.length && left >= 0; j++) {
            left -= row[j];
            last = row[j] > 0 ? j : last;
        }
        return last;
    }
}
