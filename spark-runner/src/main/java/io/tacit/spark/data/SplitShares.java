package io.tacit.spark.data;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/**
 * How records are divided: each on its own, by its id and the seed, so that a record stays where it is when others come
 * or go. Records of equal content (or equal id) stay together: nothing held out was trained on.
 *
 * @param validation share in [0, 1)
 * @param test share in [0, 1); what is left is for training
 */
public record SplitShares(double validation, double test) implements Serializable {

    public SplitShares {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException("split: expected validation >= 0, test >= 0 and validation + test < 1,"
                    + " got validation " + validation + " and test " + test);
        }
    }

    Split of(RandomKey record) {
        double u = record.with("split").uniform(0);
        if (u < test) {
            return Split.TEST;
        }
        return u < test + validation ? Split.VALIDATION : Split.TRAIN;
    }
}
