package io.tacit.spark.config;

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

    public enum Activation {
        TANH,
        SOFTPLUS,
        SWISH,
        GELU,
        ELU,
        RELU,
        SIGMOID
    }

    public enum Trace {
        EXACT,
        HUTCHINSON
    }

    public enum Noise {
        RADEMACHER,
        GAUSSIAN
    }

    /** {@code noise} is the distribution of the probe vectors where the trace is estimated. */
    public record Divergence(Trace trace, Noise noise) implements Serializable {}

    /** Finlay et al.: "How to train your neural ODE", 2020. Zero leaves a term out. */
    public record Penalties(double kineticEnergy, double jacobianFrobenius) implements Serializable {
        public Penalties {
            Keys.KINETIC_ENERGY.require(kineticEnergy);
            Keys.JACOBIAN_FROBENIUS.require(jacobianFrobenius);
        }
    }

    public ModelConfig {
        Keys.HIDDEN.require(hidden);
        Keys.LAYERS.require(layers);
        Keys.BLOCKS.require(blocks);
        Keys.T1.require(t1);
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
                settings.get(Keys.TRACE) == Trace.HUTCHINSON, "has no effect with model.trace = exact", Keys.NOISE);
        return new ModelConfig(
                settings.get(Keys.FAMILY),
                settings.get(Keys.HIDDEN),
                settings.get(Keys.LAYERS),
                settings.get(Keys.BLOCKS),
                settings.get(Keys.ACTIVATION),
                new Divergence(settings.get(Keys.TRACE), settings.get(Keys.NOISE)),
                new Penalties(settings.get(Keys.KINETIC_ENERGY), settings.get(Keys.JACOBIAN_FROBENIUS)),
                SolverConfig.read(settings),
                settings.get(Keys.T1),
                settings.get(Keys.PRECISION));
    }
}
