package io.tacit.spark.model;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Objective;

/** What is trained, ready to run on one engine. Holds no parameters: θ is passed to it. Thread-safe. */
public interface Model {

    /** What is minimised. */
    Objective objective();

    /** The parameters that training begins with. */
    FlatVector initialTheta(RandomKey key);
}
