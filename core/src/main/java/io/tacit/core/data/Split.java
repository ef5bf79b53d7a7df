package io.tacit.core.data;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/**
 * Assigns every record to training, validation or test by a hash of its id. Where a record goes depends on nothing but
 * its id and the key: not on other records, their order or their number.
 *
 * @param validation share of records that steer training (early stopping, learning curves)
 * @param test share of records that training never sees
 */
public record Split(double validation, double test, RandomKey key) implements Serializable {
    /** The part to which a record belongs. */
    public enum Part {
        TRAIN,
        VALIDATION,
        TEST
    }

    public Split {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException("shares of validation and test: expected 0 or more each and less than 1"
                    + " together, got " + validation + " and " + test);
        }
    }

    /** The part of the record whose stable id is {@code record}. */
    public Part of(long record) {
        return at(key.with(record));
    }

    /** The part of the record whose stable id is {@code record}. */
    public Part of(String record) {
        return at(key.with(record));
    }

    private Part at(RandomKey record) {
        double u = record.uniform(0);
        // Test first: another share of validation moves no record in or out of the test set.
        if (u < test) {
            return Part.TEST;
        }
        return u < test + validation ? Part.VALIDATION : Part.TRAIN;
    }
}
