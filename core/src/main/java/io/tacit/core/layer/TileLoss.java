package io.tacit.core.layer;

import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The loss of the examples of a tile.
 *
 * @param sum Σ loss over those that count; of a {@link CnfLoss} −log p in nats
 * @param count successful examples
 * @param failed the others
 * @param forward work of the solves, or evaluations of the field where nothing is solved, summed over the examples
 * @param backward work of the derivative, summed over the examples
 * @param advice what failed solves advise, each sentence once
 */
public record TileLoss(
        double sum, double sumOfSquares, int count, int failed, Work forward, Work backward, List<String> advice) {

    public TileLoss {
        advice = advice.isEmpty() ? List.of() : advice.stream().distinct().toList();
    }

    /** The loss of a tile with no successful example. */
    static TileLoss none(int examples, Work forward, Work backward, List<String> advice) {
        return new TileLoss(0, 0, 0, examples, forward, backward, advice);
    }

    /** This loss with the work and the failed examples of an earlier try, which count no others. */
    TileLoss after(TileLoss earlier) {
        List<String> both = new ArrayList<>(earlier.advice);
        both.addAll(advice);
        return new TileLoss(
                sum,
                sumOfSquares,
                count,
                failed + earlier.failed,
                forward.plus(earlier.forward),
                backward.plus(earlier.backward),
                both);
    }

    static Work times(Work work, int examples) {
        return new Work(work.evaluations() * examples, work.accepted() * examples, work.rejected() * examples);
    }

    /** Work of a solve, summed over its examples. */
    static Work of(Solution solution, int examples) {
        Work sum = Work.NONE;
        for (int b = 0; b < examples; b++) {
            sum = sum.plus(solution.report(b).work());
        }
        return sum;
    }
}
