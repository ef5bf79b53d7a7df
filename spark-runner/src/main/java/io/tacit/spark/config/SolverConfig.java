package io.tacit.spark.config;

import java.io.Serializable;

/** How the differential equation is solved and differentiated. */
public record SolverConfig(Method method, Steps steps, Stepping stepping, Adjoint adjoint) implements Serializable {

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

    /** Which examples share their step sizes. */
    public enum Stepping {
        PER_TILE,
        PER_BATCH,
        PER_EXAMPLE
    }

    public enum Adjoint {
        CHECKPOINTED,
        BACKSOLVE,
        DIRECT
    }

    /** How long the steps are. */
    public sealed interface Steps extends Serializable {}

    /** As long as the error of each stays below atol + rtol · |y|. */
    public record Adaptive(double rtol, double atol) implements Steps {
        public Adaptive {
            Keys.RTOL.require(rtol);
            Keys.ATOL.require(atol);
        }
    }

    /** All equal. */
    public record Fixed(int count) implements Steps {
        public Fixed {
            Keys.FIXED_STEPS.require(count);
        }
    }

    public SolverConfig {
        if (steps instanceof Adaptive && !method.adaptive()) {
            throw new IllegalArgumentException("model.solver.fixedSteps is missing: " + Kind.name(method)
                    + " has no error estimate, so its steps cannot adapt; set fixedSteps or take dopri5 or tsit5");
        }
    }

    static SolverConfig read(Settings settings) {
        Method method = settings.get(Keys.METHOD);
        boolean fixed = settings.has(Keys.FIXED_STEPS);
        settings.refuseUnless(!fixed, "has no effect together with model.solver.fixedSteps", Keys.RTOL, Keys.ATOL);
        Steps steps = fixed
                ? new Fixed(settings.find(Keys.FIXED_STEPS).orElse(1))
                : new Adaptive(settings.get(Keys.RTOL), settings.get(Keys.ATOL));
        return new SolverConfig(method, steps, settings.get(Keys.STEPPING), settings.get(Keys.ADJOINT));
    }
}
