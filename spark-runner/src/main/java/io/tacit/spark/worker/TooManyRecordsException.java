package io.tacit.spark.worker;

import io.tacit.core.text.Counted;

/** More records than one array can hold are to be in memory at once. */
public final class TooManyRecordsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private TooManyRecordsException(String message) {
        super(message);
    }

    /** Where so many come together. */
    public static void refuse(long records, int features) {
        if (records * features > LONGEST_ARRAY) {
            throw new TooManyRecordsException(Counted.of(records, "record") + " of " + Counted.of(features, "value")
                    + " come together in one task, more than one array can hold (" + LONGEST_ARRAY
                    + " values); use more workers, or a table of more partitions");
        }
    }
}
