package io.tacit.benchmarks.rounds;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.model.Model;

/** A model of any number of parameters that costs nothing: its loss is 1 and its gradient zero. */
record Idle(int parameters) implements Model, Objective {

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        return evaluate(examples, theta, key);
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        return Sums.ofLoss(examples.count(), examples.count(), examples.count());
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
        FlatVector theta = FlatVector.zeros(Precision.FLOAT32, parameters);
        for (int i = 0; i < parameters; i++) {
            theta.set(i, key.uniform(i));
        }
        return theta;
    }
}
