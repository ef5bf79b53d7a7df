package io.tacit.core.solve.ode;

import io.tacit.core.engine.Engine;
import io.tacit.core.solve.Controller;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Stepping;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How an equation is solved: {@code OdeSolver.of(new Dopri5(), Pid.of(1e-5, 1e-5)).on(engine, ode).solve(problem)}.
 *
 * @param errorComponents state components that enter the error norm; empty for all
 */
public record OdeSolver(Tableau tableau, Controller controller, Stepping stepping, List<String> errorComponents)
        implements Serializable {

    public OdeSolver {
        errorComponents = List.copyOf(errorComponents);
        if (controller.tolerance().isPresent() && tableau.e().isEmpty()) {
            throw new IllegalArgumentException(tableau + " has no error estimate, which "
                    + controller.getClass().getSimpleName() + " needs: use FixedSteps, or Dopri5 or Tsit5");
        }
        if (controller.tolerance().isEmpty() && !errorComponents.isEmpty()) {
            throw new IllegalArgumentException(
                    "errorComponents " + errorComponents + " have no effect with " + controller);
        }
    }

    /** With a step for each tile, and the error of all components. */
    public static OdeSolver of(Tableau tableau, Controller controller) {
        return new OdeSolver(tableau, controller, Stepping.PER_TILE, List.of());
    }

    /** {@link Dopri5} with the classical controller and equal tolerances. */
    public static OdeSolver dopri5(double tolerance) {
        return of(new Dopri5(), Pid.of(tolerance, tolerance));
    }

    public OdeSolver with(Stepping other) {
        return new OdeSolver(tableau, controller, other, errorComponents);
    }

    public OdeSolver with(Controller other) {
        return new OdeSolver(tableau, other, stepping, errorComponents);
    }

    /** Lets only these state components enter the error norm. */
    public OdeSolver withErrorOf(String... components) {
        return new OdeSolver(tableau, controller, stepping, List.of(components));
    }

    /** Compiles for an equation and an engine. Costs milliseconds: do it once. */
    public Integrator on(Engine engine, Ode ode) {
        return on(engine, ode, steps(ode));
    }

    /** {@link #on(Engine, Ode)} with steps that were changed. */
    public Integrator on(Engine engine, Ode ode, Steps steps) {
        StepPrograms programs = new StepPrograms(ode, tableau, stepping);
        return new Integrator(engine, new RungeKutta(engine, programs, steps), controller, stepping);
    }

    /** The Programs to run. */
    public Steps steps(Ode ode) {
        errorComponents.forEach(ode::requireState);
        StepPrograms programs = new StepPrograms(ode, tableau, stepping);
        Optional<ErrorNorm> norm = controller
                .tolerance()
                .map(t -> new ErrorNorm(t, errorComponents.isEmpty() ? ode.states() : errorComponents));
        boolean automatic = norm.isPresent() && controller.firstStep(1).isEmpty();
        return new Steps(
                automatic ? programs.automaticStart(norm.orElseThrow()) : programs.start(),
                new Steps.Step(norm.map(programs::controlledStep).orElseGet(programs::step), List.of()),
                new Steps.Step(programs.lastStep(), List.of()),
                List.of());
    }
}
