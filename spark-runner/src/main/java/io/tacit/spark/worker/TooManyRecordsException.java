package io.tacit.spark.worker;

import io.tacit.core.text.Counted;
import java.util.List;

/** More records than one array can hold are to be in memory at once. */
public final class TooManyRecordsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private TooManyRecordsException(String message) {
        super(message);
    }

    /** Passes where the records of some shards fit into arrays together. */
    static void refuse(List<WorkerShard> shards) {
        long records = shards.stream().mapToLong(WorkerShard::count).sum();
        if (records == 0) {
            return;
        }
        for (int column = 0; column < shards.get(0).all().columns().size(); column++) {
            int of = column;
            long numbers = shards.stream()
                    .mapToLong(s -> s.all().columns().get(of).values().length())
                    .sum();
            refuse(records, (int) Math.min(Integer.MAX_VALUE, (numbers + records - 1) / records));
        }
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
