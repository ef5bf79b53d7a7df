package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/** Every number as it is. */
public record None() implements Compression {

    @Override
    public Compressed compress(FlatVector v) {
        return new DenseVector(v);
    }

    @Override
    public FlatVector bounds(FlatVector v) {
        return FlatVector.zeros(Precision.FLOAT64, v.length());
    }
}
