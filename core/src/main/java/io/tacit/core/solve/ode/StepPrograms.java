package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Stepping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The steps of a Runge–Kutta method for one equation as Programs: stages unrolled, coefficients in place. Every step takes the derivative
 * k = f(t, z) where it begins and gives the one where it ends, so each is computed once; methods whose last stage is that derivative
 * ("first same as last") get it for nothing, since equal expressions are built once. Inputs in order: states, {@code k.}states,
 * {@code t}, {@code dt}, constants. Being Programs, steps have exact derivatives: the discrete adjoint is {@code step().vjp(...)}.
 *
 * @param stepping decides whether {@code t} and {@code dt} are one for all or one per example
 */
public record StepPrograms(Ode ode, Tableau tableau, Stepping stepping) {

    /** Name of the derivative of a state component among inputs and outputs. */
    public static String slope(String state) {
        return Ode.SLOPE + state;
    }

    /** Evaluations of the field in a step. */
    public int evaluations() {
        int stages = tableau.b().length;
        double[] beforeLast = Arrays.copyOf(tableau.b(), stages - 1);
        boolean firstSameAsLast = tableau.b()[stages - 1] == 0 && Arrays.equals(tableau.a()[stages - 1], beforeLast);
        return firstSameAsLast ? stages - 1 : stages;
    }

    /** {@code (z, t, constants) → k}. */
    public Program start() {
        return program(g -> {
            Components z = states(g);
            Expr t = clock(g, Ode.TIME);
            constants(g);
            evaluate(g, z, t).output(g, Ode.SLOPE);
        });
    }

    /** {@link #start} that also gives the size of a first step as {@code dt}; needs the direction of time, ±1, as input {@code dt}. */
    public Program automaticStart(ErrorNorm norm) {
        return program(g -> {
            Components z = states(g);
            Expr t = clock(g, Ode.TIME);
            Expr direction = clock(g, Ode.STEP);
            constants(g);
            Components k = evaluate(g, z, t);
            k.output(g, Ode.SLOPE);
            g.output(Ode.STEP, norm.firstStep(this, g, new ErrorNorm.Start(z, k, t, direction)));
        });
    }

    /** {@code (z, k, t, dt, constants) → (z', k')}. */
    public Program step() {
        return unrolled((g, u) -> {
            u.end().output(g, "");
            evaluate(g, u.end(), u.t().plus(u.dt())).output(g, Ode.SLOPE);
        });
    }

    /** {@code (z, k, t, dt, constants) → z'}: the last step, after which no derivative is needed. */
    public Program lastStep() {
        return unrolled((g, u) -> u.end().output(g, ""));
    }

    /**
     * {@link #step} with its scaled {@code error}. Where each example has its own step, those with an error above 1 or not a number keep
     * their state.
     */
    public Program controlledStep(ErrorNorm norm) {
        return unrolled((g, u) -> {
            Components slope = evaluate(g, u.end(), u.t().plus(u.dt()));
            double[] e = tableau.e().orElseThrow();
            Components error = Components.of(ode.states(), s -> u.dt().times(sum(g, u.stages(), e, s)));
            Expr scaled = norm.of(this, error, u.begin(), u.end());
            chosen(scaled, u.end(), u.begin()).output(g, "");
            chosen(scaled, slope, u.stages().get(0)).output(g, Ode.SLOPE);
            g.output(Ode.ERROR, scaled);
        });
    }

    private Components chosen(Expr error, Components moved, Components stayed) {
        if (error.kind() == Kind.SHARED) {
            return moved;
        }
        Expr stands = error.lessOrEqual(error.like(1));
        return Components.of(ode.states(), s -> stands.where(moved.get(s), stayed.get(s)));
    }

    /** A step under construction: where it begins and ends, and its stages. */
    private record Unrolled(Components begin, Components end, List<Components> stages, Expr t, Expr dt) {}

    private Program unrolled(BiConsumer<Graph, Unrolled> outputs) {
        return program(g -> {
            Components z = states(g);
            List<Components> k = new ArrayList<>(List.of(slopes(g)));
            Expr t = clock(g, Ode.TIME);
            Expr dt = clock(g, Ode.STEP);
            constants(g);
            for (int i = 1; i < tableau.b().length; i++) {
                k.add(evaluate(g, moved(g, z, dt, k, tableau.a()[i]), t.plus(dt.times(tableau.c()[i]))));
            }
            outputs.accept(g, new Unrolled(z, moved(g, z, dt, k, tableau.b()), k, t, dt));
        });
    }

    private Components moved(Graph g, Components z, Expr dt, List<Components> k, double[] coefficients) {
        return Components.of(ode.states(), s -> z.get(s).plus(dt.times(sum(g, k, coefficients, s))));
    }

    private static Expr sum(Graph g, List<Components> k, double[] coefficients, String s) {
        Expr sum = g.fill(k.get(0).get(s).shape(), 0);
        for (int i = 0; i < coefficients.length; i++) {
            if (coefficients[i] != 0) {
                sum = sum.plus(k.get(i).get(s).times(coefficients[i]));
            }
        }
        return sum;
    }

    /** The derivatives of all components at a state and a time. */
    Components evaluate(Graph g, Components z, Expr t) {
        Map<String, Expr> bindings = new HashMap<>(z.byName());
        bindings.put(Ode.TIME, t);
        Components k = new Components(ode.field().inline(g, bindings));
        return Components.of(
                ode.states(),
                s -> ode.field().input(s).role() == Role.EXAMPLE ? k.get(s).spread() : k.get(s));
    }

    private Program program(Consumer<Graph> body) {
        return Program.of(body).withLayout(ode.field().layout());
    }

    private Components states(Graph g) {
        return Components.of(ode.states(), s -> declared(g, s, ode.field().input(s)));
    }

    private Components slopes(Graph g) {
        return Components.of(
                ode.states(), s -> declared(g, slope(s), ode.field().input(s)));
    }

    private static Expr declared(Graph g, String name, Program.Input like) {
        return g.input(name, like.shape(), like.role());
    }

    private Expr clock(Graph g, String name) {
        return g.input(name, Shape.SCALAR, stepping == Stepping.PER_EXAMPLE ? Role.EXAMPLE : Role.SHARED);
    }

    private void constants(Graph g) {
        ode.constants().forEach(c -> declared(g, c.name(), c));
    }
}
