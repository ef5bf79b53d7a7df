package io.tacit.spark.model;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Objective;
import io.tacit.spark.config.Aim;
import java.util.Optional;

/** What is trained, ready to run on one engine. Holds no parameters: θ is passed to it. Thread-safe. */
public interface Model {

    /** What is minimised where no phase of the training says otherwise, and what evaluations go by. */
    Objective objective();

    /** The parameters that training begins with. */
    FlatVector initialTheta(RandomKey key);

    /** What a phase with this aim minimises, over the same parameters; empty where the model has no such objective. */
    default Optional<Objective> objective(Aim aim) {
        return aim instanceof Aim.Likelihood ? Optional.of(objective()) : Optional.empty();
    }

    /** @throws IllegalArgumentException where there is none */
    default Objective demand(Aim aim) {
        return objective(aim)
                .orElseThrow(() -> new IllegalArgumentException("training.phases: this model has no objective "
                        + aim.text() + "; choose likelihood, which stands for what the model itself minimises"));
    }
}
