package io.tacit.spark.config;

import io.tacit.core.solve.Stepping;
import java.io.Serializable;

/**
 * How the differential equation is solved and differentiated.
 *
 * @param tolerance of every solve with adaptive steps: of evaluation and scoring always, of training as {@code steps} says
 * @param limits of every solve with adaptive steps
 * @param steps of training
 */
public record SolverConfig(
        Method method, Tolerance tolerance, Limits limits, Steps steps, Stepping stepping, Adjoint adjoint)
        implements Serializable {

    public enum Method {
        DOPRI5,
        TSIT5,
        RK4,
        EULER;

        /** Whether it estimates its own error, so that steps can adapt. */
        public boolean adaptive() {
            return this == DOPRI5 || this == TSIT5;
        }
    }

    public enum Adjoint {
        CHECKPOINTED,
        BACKSOLVE,
        DIRECT
    }

    /** The error of a step stays below atol + rtol · |y|. */
    public record Tolerance(double rtol, double atol) implements Serializable {
        public Tolerance {
            ModelKeys.RTOL.require(rtol);
            ModelKeys.ATOL.require(atol);
        }
    }

    /**
     * Where an adaptive solve gives up.
     *
     * @param maxSteps steps, rejected ones too
     * @param minStep the shortest one
     */
    public record Limits(int maxSteps, double minStep) implements Serializable {
        public Limits {
            ModelKeys.MAX_STEPS.require(maxSteps);
            ModelKeys.MIN_STEP.require(minStep);
        }
    }

    /** How long the steps are. */
    public sealed interface Steps extends Serializable {}

    /** As long as the tolerance allows. */
    public record Adaptive() implements Steps {}

    /** All equal. */
    public record Fixed(int count) implements Steps {
        public Fixed {
            ModelKeys.FIXED_STEPS.require(count);
        }
    }

    public SolverConfig {
        if (steps instanceof Adaptive && !method.adaptive()) {
            throw new IllegalArgumentException("model.solver.fixedSteps is missing: " + Kind.name(method)
                    + " has no error estimate, so its steps cannot adapt; set fixedSteps or take dopri5 or tsit5");
        }
    }

    /** The same to another tolerance. */
    public SolverConfig with(Tolerance other) {
        return new SolverConfig(method, other, limits, steps, stepping, adjoint);
    }

    static SolverConfig read(Settings settings) {
        Method method = settings.get(ModelKeys.METHOD);
        Steps steps =
                settings.find(ModelKeys.FIXED_STEPS).<Steps>map(Fixed::new).orElseGet(Adaptive::new);
        Tolerance tolerance = new Tolerance(settings.get(ModelKeys.RTOL), settings.get(ModelKeys.ATOL));
        Limits limits = new Limits(settings.get(ModelKeys.MAX_STEPS), settings.get(ModelKeys.MIN_STEP));
        return new SolverConfig(
                method, tolerance, limits, steps, settings.get(ModelKeys.STEPPING), settings.get(ModelKeys.ADJOINT));
    }
}
