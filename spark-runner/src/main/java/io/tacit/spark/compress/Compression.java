package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import java.io.Serializable;

/**
 * A way to write a vector in fewer bytes, with a known loss. A pure function: equal vectors give equal bytes.
 *
 * <p>A vector with a NaN, an infinity or a number beyond 2¹²⁷ is sent as it is, whatever the way: so the bounds hold for
 * every other vector without exceptions, and a worker that diverged is noticed, by the same element and value, as it
 * would be without compression.
 */
public sealed interface Compression extends Serializable permits None, Bfloat16, Int8, TopK, Threshold {

    /** The vector in fewer bytes; where none are saved, or the numbers are out of range, the vector itself. */
    Compressed compress(FlatVector v);

    /**
     * For each number of {@code v} the most by which {@code compress(v).restore(v.precision())} differs from it, in
     * FLOAT64.
     */
    FlatVector bounds(FlatVector v);
}
