package io.tacit.core.train;

import io.tacit.core.layer.TileLoss;
import io.tacit.core.solve.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums over examples, a commutative monoid with {@link #NONE}.
 *
 * @param sum Σ loss
 * @param sumOfSquares Σ loss²
 * @param count examples in the sums
 * @param failed examples left out because their solve failed or their loss was not finite
 * @param forward work of forward solves, summed over all examples, failed ones too: what shares its steps counts once for each example
 * @param backward work of derivatives, summed in the same way
 * @param advice what failed solves advise, at most {@value #MOST_ADVICE} different sentences
 */
public record Evaluation(
        double sum, double sumOfSquares, long count, long failed, Work forward, Work backward, List<String> advice) {

    private static final int MOST_ADVICE = 3;

    public static final Evaluation NONE = new Evaluation(0, 0, 0, 0, Work.NONE, Work.NONE, List.of());

    public Evaluation {
        advice = advice.isEmpty()
                ? List.of()
                : advice.stream().distinct().limit(MOST_ADVICE).toList();
    }

    public Evaluation plus(Evaluation other) {
        return new Evaluation(
                sum + other.sum,
                sumOfSquares + other.sumOfSquares,
                count + other.count,
                failed + other.failed,
                forward.plus(other.forward),
                backward.plus(other.backward),
                both(advice, other.advice));
    }

    /** Nearly always there is none, and this is done for every tile. */
    private static List<String> both(List<String> first, List<String> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** An evaluation of the examples of a tile. */
    static Evaluation of(TileLoss tile) {
        return new Evaluation(
                tile.sum(),
                tile.sumOfSquares(),
                tile.count(),
                tile.failed(),
                tile.forward(),
                tile.backward(),
                tile.advice());
    }

    /** An evaluation of no examples: only a sentence. */
    static Evaluation advised(String advice) {
        return new Evaluation(0, 0, 0, 0, Work.NONE, Work.NONE, List.of(advice));
    }

    /** Evaluations an example of forward solves; 0 where there were no examples. */
    double evaluationsPerRecord() {
        return (double) forward.evaluations() / Math.max(1, count + failed);
    }

    /** Mean loss; NaN where nothing was summed. */
    public double mean() {
        return sum / count;
    }
}
