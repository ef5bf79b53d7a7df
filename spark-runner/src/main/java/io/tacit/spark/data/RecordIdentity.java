package io.tacit.spark.data;

import java.io.Serializable;

/** Where the stable id of a record comes from: the same record has the same id in whatever partition or order it comes. */
public sealed interface RecordIdentity extends Serializable {
    /** A column of whole numbers, taken as they are, or of text, hashed. */
    record FromColumn(String name) implements RecordIdentity {}

    /** A hash of the values of the features. */
    record FromContent() implements RecordIdentity {}
}
