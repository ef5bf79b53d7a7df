package io.tacit.spark.worker;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.MeasureSums;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the driver asks every worker about some θ.
 *
 * @param most records of a worker that are looked at, the first ones
 */
public record Question(Figure figure, Split.Part split, int most) implements Serializable {
    /** Records whose figures are compared at once. */
    private static final int GROUP = 32;

    /** Name of the measure that answers {@link Figure#GAP}, one number for each group. */
    private static final String GAPS = "gap";

    /** What is asked. */
    public enum Figure {
        /** The loss, as exactly as the objective can. */
        LOSS,
        /**
         * That loss less the one that training sees, of the same records, in the mean over groups of them: what the error of the solver in training
         * takes off. An optimizer that learns that error makes it large.
         */
        GAP
    }

    /** The loss of all records of a split. */
    public static Question loss(Split.Part split) {
        return new Question(Figure.LOSS, split, Integer.MAX_VALUE);
    }

    /** The gap of some training records of each worker. */
    public static Question gap(int records) {
        return new Question(Figure.GAP, Split.Part.TRAIN, records);
    }

    /** "evaluation of the validation records". */
    public String inWords() {
        String records = split.name().toLowerCase(Locale.ROOT) + " records";
        return switch (figure) {
            case LOSS -> "evaluation of the " + records;
            case GAP -> "comparison of the solver with exact steps on " + records;
        };
    }

    public ShardSums answer(Objective objective, WorkerRecords shard, FlatVector theta, RandomKey key) {
        return switch (figure) {
            case LOSS -> ShardSums.of(objective, shard, theta, key);
            case GAP -> gap(objective, shard, theta, key);
        };
    }

    private ShardSums gap(Objective objective, WorkerRecords shard, FlatVector theta, RandomKey key) {
        long began = System.nanoTime();
        Examples all =
                shard.pick(IntStream.range(0, Math.min(most, shard.count())).toArray());
        Sums seen = Sums.NONE;
        MeasureSums gaps = MeasureSums.none(GAPS);
        long groups = 0;
        for (int first = 0; first < all.count(); first += GROUP) {
            Examples some = all.range(first, Math.min(GROUP, all.count() - first));
            Sums exact = objective.evaluate(some, theta, key);
            Sums trained =
                    objective.differentiate(some, theta, key, FlatVector.zeros(theta.precision(), theta.length()));
            seen = seen.plus(exact);
            if (exact.failed() + trained.failed() == 0) {
                gaps = gaps.plus(exact.mean() - trained.mean(), 1);
                groups++;
            }
        }
        Sums sums = new Sums(List.of(gaps), groups, seen.failed(), seen.forward(), seen.backward(), seen.advice());
        return new ShardSums(shard.worker(), sums, System.nanoTime() - began);
    }
}
