package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimal assignments and plans. */
class CouplingTest {

    private static double[][] random(int n, long seed) {
        RandomKey key = RandomKey.of(seed);
        double[][] costs = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                costs[i][j] = 10 * key.with(i).uniform(j) - 3;
            }
        }
        return costs;
    }

    /** Squared distances of points on a line. */
    private static double[][] onLine(double[] x, double[] z) {
        double[][] costs = new double[x.length][z.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < z.length; j++) {
                costs[i][j] = (x[i] - z[j]) * (x[i] - z[j]);
            }
        }
        return costs;
    }

    private static double cost(double[][] costs, int[] columns) {
        return IntStream.range(0, columns.length)
                .mapToDouble(i -> costs[i][columns[i]])
                .sum();
    }

    /** The least cost of rows from {@code row} on with the columns that are not used. */
    private static double leastOf(double[][] costs, int row, int used) {
        if (row == costs.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < costs.length; j++) {
            if ((used & 1 << j) == 0) {
                least = Math.min(least, costs[row][j] + leastOf(costs, row + 1, used | 1 << j));
            }
        }
        return least;
    }

    private static int[] exact(double[][] costs) {
        int[] columns = new Coupling.Exact(64).partners(costs, new double[costs.length]);
        assertThat(Arrays.stream(columns).sorted().toArray())
                .isEqualTo(IntStream.range(0, costs.length).toArray());
        return columns;
    }

    @Test
    @DisplayName("T80b no assignment of up to seven rows is cheaper, and ties do no harm")
    void bruteForce() {
        for (int n = 1; n <= 7; n++) {
            for (int seed = 0; seed < 30; seed++) {
                double[][] costs = random(n, seed);
                assertThat(cost(costs, exact(costs))).isCloseTo(leastOf(costs, 0, 0), within(1e-12));
                for (double[] row : costs) {
                    Arrays.setAll(row, j -> Math.rint(row[j] / 3));
                }
                assertThat(cost(costs, exact(costs))).isEqualTo(leastOf(costs, 0, 0));
            }
        }
    }

    @Test
    @DisplayName("known values: a table of products, SciPy's example, and points on a line, whose order is kept")
    void known() {
        double[][] products = {{1, 2, 3}, {2, 4, 6}, {3, 6, 9}};
        assertThat(cost(products, exact(products))).isEqualTo(10);
        assertThat(exact(new double[][] {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}})).containsExactly(1, 0, 2);
        double[] x = line(1);
        double[] z = line(3);
        int[] partner = exact(onLine(x, z));
        Integer[] order = IntStream.range(0, x.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (i, j) -> Double.compare(x[i], x[j]));
        assertThat(Arrays.stream(order).map(i -> z[partner[i]])).isSorted();
    }

    private static double[] line(long seed) {
        double[] points = new double[200];
        RandomKey.of(seed).fillGaussian(points, 0, points.length);
        return points;
    }

    @Test
    @DisplayName("T80b Sinkhorn's plan of two points is the known one, and near ε = 0 it is the exact assignment")
    void plans() {
        // P ∝ e^(−C/ε) with equal sums: p / (1 − p) = e^((c₀₁ + c₁₀ − c₀₀ − c₁₁) / 2ε).
        double[][] two = {{0.3, 1.1}, {0.7, 0.5}};
        double epsilon = 0.4 * 0.65;
        double odds = Math.exp((1.1 + 0.7 - 0.3 - 0.5) / (2 * epsilon));
        double[][] plan = SinkhornPlan.of(two, 0.4, 100);
        assertThat(plan[0]).containsExactly(new double[] {odds / (1 + odds), 1 / (1 + odds)}, within(1e-12));
        double[][] costs = random(12, 5);
        int[] exact = exact(costs);
        double[][] sharp = SinkhornPlan.of(costs, 0.01, 1000);
        for (int i = 0; i < exact.length; i++) {
            assertThat(sharp[i][exact[i]]).isGreaterThan(0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-3, 0.05, 1, 1e6})
    @DisplayName("rows and columns of a plan sum to what they should, for every ε")
    void marginals(double epsilon) {
        double[][] costs = onLine(Arrays.copyOf(line(1), 30), Arrays.copyOf(line(3), 30));
        double[][] plan = SinkhornPlan.of(costs, epsilon, 200);
        for (int i = 0; i < 30; i++) {
            int column = i;
            assertThat(Arrays.stream(plan[i]).sum()).isCloseTo(1, within(1e-12));
            assertThat(plan[i]).doesNotContain(Double.NaN);
            if (epsilon >= 0.05) {
                // Columns come to it the later the smaller ε is.
                assertThat(Arrays.stream(plan).mapToDouble(r -> r[column]).sum())
                        .isCloseTo(1, within(1e-3));
            }
        }
        double mean =
                Arrays.stream(costs).flatMapToDouble(Arrays::stream).average().orElseThrow();
        double transported = IntStream.range(0, 30)
                .mapToDouble(i -> IntStream.range(0, 30)
                        .mapToDouble(j -> plan[i][j] * costs[i][j])
                        .sum())
                .average()
                .orElseThrow();
        assertThat(transported).isLessThanOrEqualTo(mean * (1 + 1e-9));
    }

    @Test
    @DisplayName("partners are drawn by the shares of their row")
    void draws() {
        double[] row = {0.2, 0, 0.5, 0.3, 0};
        int[] counts = new int[row.length];
        IntStream.range(0, 1000).forEach(i -> counts[SinkhornPlan.draw(row, (i + 0.5) / 1000)]++);
        assertThat(counts).containsExactly(200, 0, 500, 300, 0);
        assertThat(SinkhornPlan.draw(row, 1)).as("never one without a share").isEqualTo(3);
        double[][] same = new double[4][4];
        int[] partners = new Coupling.Sinkhorn(4, 0.1, 5)
                .partners(same, DoubleStream.of(0.1, 0.3, 0.6, 0.9).toArray());
        assertThat(partners).as("equal costs").containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("nonsense is refused")
    void refusals() {
        assertThatThrownBy(() -> new Coupling.Exact(1))
                .hasMessage("group of a coupling: expected 2 or more records, got 1");
        assertThatThrownBy(() -> new Coupling.Sinkhorn(0, 0.1, 5)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new Coupling.Sinkhorn(8, 0, 5))
                .hasMessage(
                        "sinkhorn coupling: expected epsilon of more than 0 and 1 or more iterations, got 0.0 and 5");
        assertThatThrownBy(() -> new Coupling.Sinkhorn(8, 0.1, 0)).hasMessageContaining("got 0.1 and 0");
    }
}
