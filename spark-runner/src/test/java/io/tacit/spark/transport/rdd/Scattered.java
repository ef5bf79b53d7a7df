package io.tacit.spark.transport.rdd;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelFactory;

/** A model of any number of parameters whose gradients are noise that depends on the records alone. */
record Scattered(int parameters) implements Model, Objective {

    static ModelFactory of(int parameters) {
        return engine -> new Scattered(parameters);
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        long seed = 1;
        for (long id : examples.ids()) {
            seed = seed * 31 + id;
        }
        for (int i = 0; i < theta.length(); i++) {
            // A linear congruential generator is random enough here, and fast.
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            gradient.set(i, (seed >> 40) * 1e-7);
        }
        return evaluate(examples, theta, key);
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        return Sums.ofLoss(1, 1, examples.count());
    }

    @Override
    public ParamLayout layout() {
        return ParamLayout.builder().add("theta", parameters).build();
    }

    @Override
    public Objective objective() {
        return this;
    }

    @Override
    public FlatVector initialTheta(RandomKey key) {
        return FlatVector.zeros(Precision.FLOAT32, parameters);
    }
}
