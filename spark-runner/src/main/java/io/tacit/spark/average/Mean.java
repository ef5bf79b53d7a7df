package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/** What makes one vector of several, a monoid: {@code add}, {@code merge}, {@code mean}. */
sealed interface Mean permits WeightedSum, TrimmedMean {

    /** One more vector. */
    void add(FlatVector v, double weight);

    /** The vectors of {@code later}, a mean of the same kind, behind the own ones. */
    void merge(Mean later);

    /** Of all vectors added, each element rounded once. */
    FlatVector mean(Precision precision);
}
