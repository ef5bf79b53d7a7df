package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.Serializable;

/** What is sent in place of a vector. */
public sealed interface Compressed extends Serializable permits DenseVector, BfloatVector, Int8Vector, SparseVector {

    /** Numbers in the vector. */
    int length();

    /** The vector again, each number rounded to {@code precision} once. */
    FlatVector restore(Precision precision);

    /** Bytes of all numbers and indices; a frame on the wire adds some tens. */
    long bytes();
}
