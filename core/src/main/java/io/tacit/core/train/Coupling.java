package io.tacit.core.train;

import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * Which noise goes with which record in flow matching. Records are coupled within groups of neighbours of a batch; squared Euclidean distances are
 * the costs. Near noise makes paths that cross less, so that solving the field takes fewer steps, at the price of a search in every group.
 *
 * <p>Tong et al.: "Improving and generalizing flow-based generative models with minibatch optimal transport", TMLR 2024 (arXiv 2302.00482), §3.2.
 */
public sealed interface Coupling extends Serializable {

    /** Records that are paired among themselves, and so the fewest of a batch; the last group of a batch may be smaller. */
    int group();

    /**
     * The noise of each record of a group.
     *
     * @param costs square, a row for each record and a column for each noise
     * @param chance a uniform number for each record
     */
    int[] partners(double[][] costs, double[] chance);

    /** Every record keeps the noise that was drawn for it. */
    record Independent() implements Coupling {
        @Override
        public int group() {
            return 1;
        }

        @Override
        public int[] partners(double[][] costs, double[] chance) {
            return IntStream.range(0, costs.length).toArray();
        }
    }

    /** The pairing of the least total cost. */
    record Exact(int group) implements Coupling {
        public Exact {
            requireGroup(group);
        }

        @Override
        public int[] partners(double[][] costs, double[] chance) {
            return Assignment.of(costs);
        }
    }

    /**
     * Each record draws its noise from its row of the plan that is optimal with an entropy: several may draw the same.
     *
     * @param epsilon weight of the entropy, as a share of the mean cost in the group: near 0 as {@link Exact}, large as {@link Independent}
     * @param iterations of Sinkhorn's alternation
     */
    record Sinkhorn(int group, double epsilon, int iterations) implements Coupling {
        public Sinkhorn {
            requireGroup(group);
            if (!(epsilon > 0) || !Double.isFinite(epsilon) || iterations < 1) {
                throw new IllegalArgumentException(
                        "sinkhorn coupling: expected epsilon of more than 0 and 1 or more iterations, got " + epsilon
                                + " and " + iterations);
            }
        }

        @Override
        public int[] partners(double[][] costs, double[] chance) {
            double[][] plan = SinkhornPlan.of(costs, epsilon, iterations);
            return IntStream.range(0, costs.length)
                    .map(i -> SinkhornPlan.draw(plan[i], chance[i]))
                    .toArray();
        }
    }

    private static void requireGroup(int group) {
        if (group < 2) {
            throw new IllegalArgumentException("group of a coupling: expected 2 or more records, got " + group);
        }
    }
}
