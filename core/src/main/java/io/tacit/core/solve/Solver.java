package io.tacit.core.solve;

import io.tacit.core.engine.Engine;
import io.tacit.core.program.Role;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How equations of a kind are solved: {@code Solver.of(new Dopri5(), Pid.of(1e-5, 1e-5)).on(engine, ode).solve(problem)}.
 *
 * @param errorComponents state components that enter the error norm; empty for all
 */
public record Solver<E extends Equation>(
        Method<E> method, Controller controller, Stepping stepping, List<String> errorComponents)
        implements Serializable {

    public Solver {
        errorComponents = List.copyOf(errorComponents);
        if (controller.tolerance().isPresent() && !method.estimatesError()) {
            throw new IllegalArgumentException(method + " has no error estimate, which "
                    + controller.getClass().getSimpleName() + " needs: use FixedSteps, or Dopri5 or Tsit5");
        }
        if (controller.tolerance().isEmpty() && !errorComponents.isEmpty()) {
            throw new IllegalArgumentException(
                    "errorComponents " + errorComponents + " have no effect with " + controller);
        }
    }

    /** A solver with a step for each tile, and the error of all components. */
    public static <E extends Equation> Solver<E> of(Method<E> method, Controller controller) {
        return new Solver<>(method, controller, Stepping.PER_TILE, List.of());
    }

    public Solver<E> with(Stepping other) {
        return new Solver<>(method, controller, other, errorComponents);
    }

    public Solver<E> with(Controller other) {
        return new Solver<>(method, other, stepping, errorComponents);
    }

    /** Lets only these state components enter the error norm. */
    public Solver<E> withErrorOf(String... components) {
        return new Solver<>(method, controller, stepping, List.of(components));
    }

    /** Compiles for an equation and an engine. Costs milliseconds: do it once. */
    public Integrator on(Engine engine, E equation) {
        return new Integrator(
                engine, schemes(equation).map(scheme -> new Stepper(engine, scheme)), controller, stepping);
    }

    /** {@link #on(Engine, Equation)} with a scheme that was chosen, and perhaps changed. */
    public Integrator on(Engine engine, Scheme scheme) {
        Saving<Stepper> only = new Saving<>(new Stepper(engine, scheme), Optional.empty(), method.toString());
        return new Integrator(engine, only, controller, stepping);
    }

    /** The Programs to run where states are kept at the ends of steps, and between them. */
    public Saving<Scheme> schemes(E equation) {
        boolean eachItsOwn = equation.stateInputs().stream().allMatch(s -> s.role() == Role.EXAMPLE);
        Optional<Supplier<Scheme>> interpolating = method.interpolating()
                .filter(m -> eachItsOwn)
                .map(m -> new Solver<>(m, controller, stepping, errorComponents))
                .map(s -> () -> s.scheme(equation));
        return new Saving<>(scheme(equation), interpolating, method.toString());
    }

    /** The Programs to run. */
    public Scheme scheme(E equation) {
        errorComponents.forEach(name -> requireState(equation, name));
        Optional<ErrorNorm> norm = controller
                .tolerance()
                .map(t -> new ErrorNorm(t, errorComponents.isEmpty() ? equation.states() : errorComponents, stepping));
        Optional<ErrorNorm> automatic = norm.filter(n -> controller.firstStep(1).isEmpty());
        SchemeWriter<E> writer = SchemeWriter.of(method, equation, stepping);
        Scheme.Transitions accepted = writer.accepted();
        return new Scheme(
                method.errorOrder(),
                writer.parts(),
                writer.solving(norm, automatic, accepted),
                accepted,
                writer.interpolant(),
                List.of());
    }

    private void requireState(E equation, String name) {
        if (!equation.states().contains(name)) {
            throw new IllegalArgumentException(
                    "errorComponents: expected some of " + equation.states() + ", got '" + name + "'");
        }
    }
}
