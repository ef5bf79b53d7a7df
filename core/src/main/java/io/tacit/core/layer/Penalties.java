package io.tacit.core.layer;

import java.io.Serializable;

/**
 * Weights of what keeps paths of a flow simple, so that solvers need few steps (Finlay et al. 2020, "How to train your neural ODE", equation 10):
 * of ∫ |f|² dt and of ∫ ‖∂f/∂z‖²_F dt. Both are added to the loss of an example.
 */
public record Penalties(double kineticEnergy, double jacobianFrobenius) implements Serializable {

    public static final Penalties NONE = new Penalties(0, 0);

    public Penalties {
        if (!(kineticEnergy >= 0) || !(jacobianFrobenius >= 0)) {
            throw new IllegalArgumentException(
                    "penalties: expected weights of 0 or more, got " + kineticEnergy + " and " + jacobianFrobenius);
        }
    }

    boolean none() {
        return kineticEnergy == 0 && jacobianFrobenius == 0;
    }
}
