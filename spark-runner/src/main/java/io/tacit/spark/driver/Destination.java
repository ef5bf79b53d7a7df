package io.tacit.spark.driver;

/** The directory that a table is written to, by its literal name. */
public record Destination(String place, Existing existing) {

    /** What happens to a table that is there already. */
    public enum Existing {
        REFUSED,
        /** Only what looks like a table of Spark's is replaced, and only by a whole one. */
        REPLACED
    }

    /** Where nothing must be yet. */
    public static Destination fresh(String place) {
        return new Destination(place, Existing.REFUSED);
    }
}
