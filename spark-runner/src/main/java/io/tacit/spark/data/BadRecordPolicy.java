package io.tacit.spark.data;

/** What happens to records with a missing, non-finite or non-numeric value. They are counted in every case. */
public sealed interface BadRecordPolicy {
    /** The run ends before training, with the counts. */
    record Fail() implements BadRecordPolicy {}

    /** They are left out. */
    record Drop() implements BadRecordPolicy {}

    /**
     * They are left out and written to a Parquet directory with all their columns and one more, {@value #REASON}.
     *
     * @param path directory, replaced if it is there
     */
    record Quarantine(String path) implements BadRecordPolicy {
        public static final String REASON = "tacitReason";
    }
}
