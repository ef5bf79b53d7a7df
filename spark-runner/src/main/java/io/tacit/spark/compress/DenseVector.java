package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/** A vector that is not compressed. It is not copied, neither here nor on the way back in its own precision. */
public record DenseVector(FlatVector values) implements Compressed {

    @Override
    public int length() {
        return values.length();
    }

    @Override
    public FlatVector restore(Precision precision) {
        return values.precision() == precision ? values : values.to(precision);
    }

    @Override
    public long bytes() {
        return (long) length() * values.precision().bytes();
    }
}
