package io.tacit.spark.model;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Direct;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Penalties;
import io.tacit.core.solve.Controller;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Euler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.solve.ode.Tableau;
import io.tacit.core.solve.ode.Tsit5;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.config.SolverConfig;
import java.util.Arrays;

/** The flow that a configuration describes, over records of {@code dimension} numbers. */
public record CnfFactory(ModelConfig config, int dimension) implements ModelFactory {

    @Override
    public DensityModel create(Engine engine) {
        return CnfModel.of(engine, cnf(), settings());
    }

    /** Names and shapes of its parameters; known without an engine. */
    public ParamLayout layout() {
        return cnf().layout();
    }

    private Cnf cnf() {
        int[] hidden = new int[config.layers()];
        Arrays.fill(hidden, config.hidden());
        return Cnf.ffjord(dimension, config.blocks(), config.activation(), hidden)
                .withT1(config.t1());
    }

    private CnfSettings settings() {
        Solver<Ode> training =
                Solver.of(tableau(), controller()).with(config.solver().stepping());
        Penalties penalties = new Penalties(
                config.penalties().kineticEnergy(), config.penalties().jacobianFrobenius());
        return new CnfSettings(divergence(), penalties, training, adjoint(), scoring());
    }

    /** A density that integrates to one, whatever the steps it was trained with: solved to the tolerance, each record for itself. */
    private Solver<Ode> scoring() {
        Tableau tableau = config.solver().method().adaptive() ? tableau() : new Dopri5();
        return Solver.of(tableau, toTolerance()).with(Stepping.PER_EXAMPLE);
    }

    private Divergence divergence() {
        return switch (config.divergence().trace()) {
            case EXACT -> new Divergence.Exact();
            case HUTCHINSON -> new Divergence.Hutchinson(config.divergence().noise());
        };
    }

    private Tableau tableau() {
        return switch (config.solver().method()) {
            case DOPRI5 -> new Dopri5();
            case TSIT5 -> new Tsit5();
            case RK4 -> new Rk4();
            case EULER -> new Euler();
        };
    }

    private Controller controller() {
        return config.solver().steps() instanceof SolverConfig.Fixed fixed
                ? new FixedSteps(fixed.count())
                : toTolerance();
    }

    private Controller toTolerance() {
        SolverConfig.Tolerance tolerance = config.solver().tolerance();
        SolverConfig.Limits limits = config.solver().limits();
        return Pid.of(tolerance.rtol(), tolerance.atol())
                .withMaxSteps(limits.maxSteps())
                .withMinStep(limits.minStep());
    }

    private Adjoint adjoint() {
        return switch (config.solver().adjoint()) {
            case CHECKPOINTED -> new Checkpointed();
            case BACKSOLVE -> new Backsolve();
            case DIRECT -> new Direct();
        };
    }
}
