package io.tacit.spark.config;

import io.tacit.core.layer.Noise;
import io.tacit.core.nn.Activation;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.Precision;
import java.util.List;

/** Keys of the model and its solver. */
final class ModelKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<ModelConfig.Family> FAMILY =
            TABLE.key("model.kind", "--model", Kind.choice(ModelConfig.Family.class), "cnf", "", "Kind of model");
    static final Key<Integer> HIDDEN =
            TABLE.key("model.hidden", "--hidden", Kind.whole(1, 65_536), "64", "units", "Width of a hidden layer");
    static final Key<Integer> LAYERS = TABLE.key(
            "model.layers", "--layers", Kind.whole(1, 64), "3", "layers", "Hidden layers of the vector field");
    static final Key<Integer> BLOCKS =
            TABLE.key("model.blocks", "--blocks", Kind.whole(1, 64), "1", "blocks", "Flows one after the other");
    static final Key<Activation> ACTIVATION = TABLE.key(
            "model.activation",
            "--activation",
            Kind.choice(Activation.class),
            "tanh",
            "",
            "Nonlinearity of the vector field");
    static final Key<ModelConfig.Trace> TRACE = TABLE.key(
            "model.trace",
            "--trace",
            Kind.choice(ModelConfig.Trace.class),
            "hutchinson",
            "",
            "How the divergence is found while training");
    static final Key<Noise> NOISE = TABLE.key(
            "model.noise",
            "--noise",
            Kind.choice(Noise.class),
            "rademacher",
            "",
            "Probe vectors of the hutchinson trace");
    static final Key<Double> KINETIC_ENERGY = TABLE.key(
            "model.kineticEnergy",
            "--kinetic-energy",
            Kind.notNegative(),
            "0",
            "weight",
            "Weight of the kinetic energy in the loss (RNODE)");
    static final Key<Double> JACOBIAN_FROBENIUS = TABLE.key(
            "model.jacobianFrobenius",
            "--jacobian-frobenius",
            Kind.notNegative(),
            "0",
            "weight",
            "Weight of the Jacobian's squared Frobenius norm in the loss (RNODE)");
    static final Key<Double> T1 =
            TABLE.key("model.t1", "--t1", Kind.positive(), "1", "time", "Where the flow ends; it begins at 0");
    static final Key<Precision> PRECISION = TABLE.key(
            "model.precision",
            "--precision",
            Kind.choice(Precision.class),
            "float32",
            "",
            "Format of parameters and arithmetic");

    static final Key<SolverConfig.Method> METHOD = TABLE.key(
            "model.solver.method",
            "--solver",
            Kind.choice(SolverConfig.Method.class),
            "dopri5",
            "",
            "Runge-Kutta method");
    static final Key<Double> RTOL = TABLE.key(
            "model.solver.rtol", "--rtol", Kind.positive(), "1e-4", "relative error", "Error allowed per step");
    static final Key<Double> ATOL = TABLE.key(
            "model.solver.atol", "--atol", Kind.positive(), "1e-4", "absolute error", "Error allowed per step");
    static final Key<Integer> FIXED_STEPS = TABLE.key(
            "model.solver.fixedSteps",
            "--fixed-steps",
            Kind.whole(1, 1_000_000),
            KeyTable.NONE,
            "steps",
            "Equal steps of a solve in training. Without it, steps adapt to the tolerances, as they always do in"
                    + " evaluation and scoring");
    static final Key<Integer> MAX_STEPS = TABLE.key(
            "model.solver.maxSteps",
            "--max-steps",
            Kind.whole(1),
            "10000",
            "steps",
            "Adaptive steps, rejected ones too, after which a solve counts as failed, in training, evaluation and scoring");
    static final Key<Double> MIN_STEP = TABLE.key(
            "model.solver.minStep",
            "--min-step",
            Kind.notNegative(),
            "0",
            "time",
            "Adaptive step below which a solve counts as failed; one below the spacing of numbers always does");
    static final Key<Stepping> STEPPING = TABLE.key(
            "model.solver.stepping",
            "--stepping",
            Kind.choice(Stepping.class),
            "per-tile",
            "",
            "Which examples share their steps while training");
    static final Key<SolverConfig.Adjoint> ADJOINT = TABLE.key(
            "model.solver.adjoint",
            "--adjoint",
            Kind.choice(SolverConfig.Adjoint.class),
            "checkpointed",
            "",
            "How a solve is differentiated");

    private ModelKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
