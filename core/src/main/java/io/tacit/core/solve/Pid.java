package io.tacit.core.solve;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The PID controller of step sizes. With e₀ the scaled error of this step, e₁ and e₂ those of the last two accepted ones, and q the order
 * of the method,
 *
 * <pre>size ← size · clip(safety · e₀^(−(p+i+d)/q) · e₁^((p+2d)/q) · e₂^(−d/q), minFactor, maxFactor)</pre>
 *
 * and the step is accepted where e₀ ≤ 1. The default, p = d = 0 and i = 1, is the classical controller of Hairer, Nørsett and Wanner, II.4;
 * p = 0.4, i = 0.3 is smoother where stability limits the step.
 *
 * <p>Source: G. Söderlind, Digital filters in adaptive time-stepping, ACM TOMS 29 (2003), and Automatic control and adaptive time-stepping,
 * Numerical Algorithms 31 (2002).
 *
 * @param firstStep size of the first step, 0 for the automatic one of Hairer, Nørsett and Wanner, II.4
 */
public record Pid(
        double rtol,
        double atol,
        double p,
        double i,
        double d,
        double safety,
        double minFactor,
        double maxFactor,
        double minStep,
        int maxSteps,
        double firstStep)
        implements Controller {

    /** An error of 0 would ask for an infinite step. */
    private static final double SMALLEST_ERROR = 1e-10;

    public Pid {
        new Tolerance(rtol, atol);
        require(i > 0, "i > 0", i);
        require(0 < safety && safety <= 1, "0 < safety ≤ 1", safety);
        require(0 < minFactor && minFactor < 1, "0 < minFactor < 1", minFactor);
        require(maxFactor > 1, "maxFactor > 1", maxFactor);
        require(minStep >= 0, "minStep ≥ 0", minStep);
        require(maxSteps >= 1, "maxSteps ≥ 1", maxSteps);
        require(firstStep >= 0, "firstStep ≥ 0", firstStep);
    }

    private static void require(boolean holds, String expected, double got) {
        if (!holds) {
            throw new IllegalArgumentException("Pid: expected " + expected + ", got " + got);
        }
    }

    /** The classical controller with these tolerances and defaults for everything else. */
    public static Pid of(double rtol, double atol) {
        return new Pid(rtol, atol, 0, 1, 0, 0.9, 0.2, 10, 0, 10_000, 0);
    }

    public Pid withCoefficients(double newP, double newI, double newD) {
        return new Pid(rtol, atol, newP, newI, newD, safety, minFactor, maxFactor, minStep, maxSteps, firstStep);
    }

    public Pid withMinStep(double size) {
        return new Pid(rtol, atol, p, i, d, safety, minFactor, maxFactor, size, maxSteps, firstStep);
    }

    public Pid withMaxSteps(int count) {
        return new Pid(rtol, atol, p, i, d, safety, minFactor, maxFactor, minStep, count, firstStep);
    }

    public Pid withFirstStep(double size) {
        return new Pid(rtol, atol, p, i, d, safety, minFactor, maxFactor, minStep, maxSteps, size);
    }

    @Override
    public Optional<Tolerance> tolerance() {
        return Optional.of(new Tolerance(rtol, atol));
    }

    @Override
    public OptionalDouble firstStep(double span) {
        return firstStep == 0 ? OptionalDouble.empty() : OptionalDouble.of(firstStep);
    }

    @Override
    public Decision decide(Attempt attempt, Memory memory) {
        double size = attempt.size();
        double error = attempt.error();
        if (!Double.isFinite(error)) {
            return new Decision(false, size * minFactor, memory);
        }
        double e = Math.max(error, SMALLEST_ERROR);
        double factor = attempt.factor().orElseGet(() -> factor(e, attempt.order(), memory));
        if (error <= 1) {
            double clipped = Math.max(minFactor, Math.min(maxFactor, factor));
            return new Decision(true, size * clipped, new Memory(e, memory.last()));
        }
        return new Decision(false, size * Math.max(minFactor, Math.min(safety, factor)), memory);
    }

    private double factor(double e, double order, Memory memory) {
        return safety
                * StrictMath.pow(e, -(p + i + d) / order)
                * StrictMath.pow(memory.last(), (p + 2 * d) / order)
                * StrictMath.pow(memory.beforeLast(), -d / order);
    }
}
