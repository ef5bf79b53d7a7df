package io.tacit.spark.data;

/** What a record is used for. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST
}
