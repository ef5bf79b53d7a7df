package io.tacit.core.adjoint;

import io.tacit.core.adjoint.StepAdjoint.Adjoints;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.StepListener;
import io.tacit.core.solve.TimeStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way back of states that were kept between the ends of steps. With s = (time − t) / dt, the cotangent s̄ of a fraction goes to the time as
 * s̄ / dt, to t as −s̄ / dt and to dt as −s̄ s / dt. Scratch of one pullback.
 */
final class BackwardWithin {

    private final BetweenAdjoint between;
    private final Problem problem;
    private final Injection injection;
    private final TimeGradients times;
    private final int[] left;
    private final Block fraction;
    private final List<Block> cotangents;
    private final BetweenAdjoint.Pulled pulled;
    private final Carry begin;
    private final double[] t;
    private final double[] dt;

    BackwardWithin(Engine engine, DiscreteSolver solver, Problem problem, Injection injection, TimeGradients times) {
        this.between = solver.steps().between().orElseThrow();
        this.problem = problem;
        this.injection = injection;
        this.times = times;
        int examples = problem.examples();
        this.left = new int[examples];
        Arrays.setAll(
                left,
                b -> injection.succeeded(injection.clock(b))
                        ? problem.saveAt().row(b).size()
                        : 0);
        this.fraction = engine.allocate(Kind.BATCHED, Shape.SCALAR, examples);
        this.cotangents = solver.pool().take(examples).states();
        this.pulled = new BetweenAdjoint.Pulled(
                solver.pool().take(examples),
                solver.pool().take(examples),
                solver.steps().timeStep(examples).dt(),
                engine.allocate(Kind.BATCHED, Shape.SCALAR, examples));
        this.begin = solver.pool().take(examples);
        this.t = new double[injection.solution().reports().size()];
        this.dt = new double[t.length];
    }

    /** Whether the value where a step ends is needed. */
    boolean needsEnd(StepListener.Step step) {
        return between.needsEnd() && !due(step).isEmpty();
    }

    /** Adds what was kept within a step to the cotangents where it ends, and holds what belongs to where it begins. */
    void pull(StepListener.Step step, BetweenAdjoint.Within ends, Adjoints after) {
        begin.passed().forEach(b -> b.fill(0));
        Arrays.fill(t, 0);
        Arrays.fill(dt, 0);
        BetweenAdjoint.Within within = new BetweenAdjoint.Within(ends.from(), ends.to(), ends.timeStep(), fraction);
        for (List<Integer> due = due(step); !due.isEmpty(); due = due(step)) {
            take(due, step);
            between.run(within, cotangents, pulled);
            add(pulled.to(), after.carry());
            add(pulled.from(), begin);
            account(due, step);
        }
    }

    private static void add(Carry given, Carry sum) {
        List<Block> sums = sum.passed();
        List<Block> parts = given.passed();
        for (int i = 0; i < sums.size(); i++) {
            Injection.add(sums.get(i), parts.get(i));
        }
    }

    /** Examples whose last time left lies within the step. */
    private List<Integer> due(StepListener.Step step) {
        List<Integer> due = new ArrayList<>();
        for (int b = 0; b < left.length; b++) {
            int clock = injection.clock(b);
            double size = step.dt()[clock];
            if (size != 0 && left[b] > 0 && (time(b) - step.t()[clock]) * size > 0) {
                due.add(b);
            }
        }
        return due;
    }

    private double time(int example) {
        return problem.saveAt().row(example).get(left[example] - 1);
    }

    /** Sets fractions and cotangents; those of examples that are not due are 0. */
    private void take(List<Integer> due, StepListener.Step step) {
        fraction.fill(0);
        cotangents.forEach(c -> c.fill(0));
        for (int b : due) {
            int clock = injection.clock(b);
            fraction.set(b, 0, (time(b) - step.t()[clock]) / step.dt()[clock]);
            List<Block> given = injection.given(left[b] - 1);
            for (int i = 0; i < given.size(); i++) {
                cotangents.get(i).copyExamples(b, given.get(i), b, 1);
            }
        }
    }

    private void account(List<Integer> due, StepListener.Step step) {
        for (int clock = 0; clock < dt.length && between.times(); clock++) {
            dt[clock] += pulled.dt().get(clock, 0);
        }
        for (int b : due) {
            int clock = injection.clock(b);
            double rate = between.times() ? pulled.fraction().get(b, 0) / step.dt()[clock] : 0;
            times.addToSaved(b, left[b] - 1, rate);
            t[clock] -= rate;
            dt[clock] -= rate * fraction.get(b, 0);
            left[b]--;
        }
    }

    /** Adds what {@link #pull} held to the cotangents where the step begins. */
    void addTo(Adjoints before) {
        add(begin, before.carry());
        TimeStep timeStep = before.timeStep();
        for (int clock = 0; clock < t.length && between.times(); clock++) {
            timeStep.t().set(clock, 0, timeStep.t().get(clock, 0) + t[clock]);
            timeStep.dt().set(clock, 0, timeStep.dt().get(clock, 0) + dt[clock]);
        }
    }
}
