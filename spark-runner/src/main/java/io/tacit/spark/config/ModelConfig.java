package io.tacit.spark.config;

import io.tacit.core.layer.Noise;
import io.tacit.core.nn.Activation;
import io.tacit.core.tensor.Precision;
import java.io.Serializable;
import java.util.List;

/**
 * What is trained.
 *
 * @param hidden units of a hidden layer
 * @param layers hidden layers of the vector field
 * @param blocks flows one after the other
 * @param divergence how the divergence of the vector field is found while training
 * @param penalties weights of the regularisers in the loss
 * @param t1 where the flow ends; it begins at 0
 */
public record ModelConfig(
        Family kind,
        int hidden,
        int layers,
        int blocks,
        Activation activation,
        Divergence divergence,
        Penalties penalties,
        SolverConfig solver,
        double t1,
        Precision precision)
        implements Serializable {

    public enum Family {
        /** Continuous normalizing flow, FFJORD. */
        CNF
    }

    public enum Trace {
        EXACT,
        HUTCHINSON
    }

    /** {@code noise} is the distribution of the probe vectors where the trace is estimated. */
    public record Divergence(Trace trace, Noise noise) implements Serializable {}

    /** Finlay et al.: "How to train your neural ODE", 2020. Zero leaves a term out. */
    public record Penalties(double kineticEnergy, double jacobianFrobenius) implements Serializable {
        public Penalties {
            ModelKeys.KINETIC_ENERGY.require(kineticEnergy);
            ModelKeys.JACOBIAN_FROBENIUS.require(jacobianFrobenius);
        }
    }

    public ModelConfig {
        ModelKeys.HIDDEN.require(hidden);
        ModelKeys.LAYERS.require(layers);
        ModelKeys.BLOCKS.require(blocks);
        ModelKeys.T1.require(t1);
    }

    /** Whether flow matching can train it: between records and noise there is one straight way, and so one vector field. */
    boolean hasMatching() {
        return kind == Family.CNF && blocks == 1;
    }

    /** Flow matching first, where it can be, and likelihood last. */
    static List<Aim.Name> usualPhases(boolean matching) {
        return matching ? List.of(Aim.Name.FLOW_MATCHING, Aim.Name.LIKELIHOOD) : List.of(Aim.Name.LIKELIHOOD);
    }

    static ModelConfig read(Settings settings) {
        settings.refuseUnless(
                settings.get(ModelKeys.TRACE) == Trace.HUTCHINSON,
                "has no effect with model.trace = exact",
                ModelKeys.NOISE);
        return new ModelConfig(
                settings.get(ModelKeys.FAMILY),
                settings.get(ModelKeys.HIDDEN),
                settings.get(ModelKeys.LAYERS),
                settings.get(ModelKeys.BLOCKS),
                settings.get(ModelKeys.ACTIVATION),
                new Divergence(settings.get(ModelKeys.TRACE), settings.get(ModelKeys.NOISE)),
                new Penalties(settings.get(ModelKeys.KINETIC_ENERGY), settings.get(ModelKeys.JACOBIAN_FROBENIUS)),
                SolverConfig.read(settings),
                settings.get(ModelKeys.T1),
                settings.get(ModelKeys.PRECISION));
    }
}
