package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.List;

/** The augmented state on its way from the end to the beginning, stopping at each target to take its cotangent in. */
final class BackwardSolve {

    private final ContinuousSolver solver;
    private final Problem problem;
    private final Solution solution;
    private final Cotangents cotangents;
    private final TimeGradients times;
    private AugmentedState state;
    private Report report = new Report(new Outcome.Success(), Work.NONE);

    BackwardSolve(ContinuousSolver solver, Problem problem, Solution solution, Cotangents cotangents) {
        this.solver = solver;
        this.problem = problem;
        this.solution = solution;
        this.cotangents = cotangents;
        this.times = TimeGradients.zero(problem);
        this.state = AugmentedState.zero(solver.augmented(), solver.engine(), problem.examples());
    }

    Report report() {
        return report;
    }

    Gradients run(Block gradient) {
        double t = problem.span().to(0);
        for (int target = solution.saved().size(); target >= 0 && going(); target--) {
            double stop = time(target);
            solve(t, stop);
            t = stop;
            takeIn(target, t);
        }
        if (going()) {
            solve(t, problem.span().from(0));
            begin();
        }
        if (going()) {
            addTo(gradient);
        } else {
            state.all().forEach(b -> b.fill(0));
        }
        return new Gradients(state.adjoints(), state.constants(), times);
    }

    private boolean going() {
        return solution.succeeded() && report.outcome().succeeded();
    }

    private double time(int target) {
        return target == solution.saved().size()
                ? problem.span().to(0)
                : problem.saveAt().row(0).get(target);
    }

    private void solve(double from, double to) {
        Problem leg = new Problem(
                state.all(),
                problem.constants(),
                problem.theta(),
                Span.of(from, to),
                SaveAt.end(),
                jumpsWithin(from, to),
                Problem.Noise.NONE);
        Solution solved = solver.backwards().solve(leg);
        state = AugmentedState.of(solver.augmented(), solved.end());
        Report last = solved.report(0);
        report = new Report(last.outcome(), report.work().plus(last.work()));
    }

    private List<Double> jumpsWithin(double from, double to) {
        return problem.jumps().stream()
                .filter(jump -> (jump - from) * (to - jump) >= 0)
                .toList();
    }

    /** Sets z to what the forward solve had, and adds the cotangent. */
    private void takeIn(int target, double t) {
        List<Block> z = target == solution.saved().size()
                ? solution.end()
                : solution.saved().get(target);
        List<Block> given = cotangents.of(target, solution.saved().size() + 1);
        copy(z);
        if (given.isEmpty()) {
            return;
        }
        account(target, t, power(given, t));
        for (int i = 0; i < given.size(); i++) {
            add(state.adjoints().get(i), given.get(i));
        }
    }

    private void copy(List<Block> z) {
        for (int i = 0; i < z.size(); i++) {
            state.states().get(i).copyFrom(z.get(i));
        }
    }

    /** A time kept that coincides with the beginning moves with it. */
    private void account(int target, double t, double power) {
        if (t == problem.span().from(0)) {
            times.from()[0] += power;
            return;
        }
        if (target < solution.saved().size()) {
            times.addToSaved(0, target, power);
        } else {
            times.addToEnd(0, power);
        }
    }

    private void begin() {
        copy(problem.initial());
        times.from()[0] -= power(state.adjoints(), problem.span().from(0));
    }

    private double power(List<Block> a, double t) {
        if (!solver.augmented().times()) {
            return 0;
        }
        Block time = solver.engine().allocate(Kind.SHARED, Shape.SCALAR, 1);
        Block power = solver.engine().allocate(Kind.SHARED, Shape.SCALAR, 1);
        time.fill(t);
        List<Block> arguments = new ArrayList<>(state.states());
        arguments.addAll(a);
        arguments.add(time);
        arguments.addAll(problem.constants());
        solver.power().run(arguments, problem.theta(), List.of(power), problem.theta());
        return power.get(0, 0);
    }

    private void addTo(Block gradient) {
        List<Program.Input> parameters = solver.augmented().parameters();
        if (parameters.isEmpty()) {
            return;
        }
        ParamLayout layout = solver.augmented().original().field().layout();
        FlatVector total = gradient.toVector(solver.engine().precision());
        for (int p = 0; p < parameters.size(); p++) {
            FlatVector part = state.parameters().get(p).toVector(solver.engine().precision());
            int offset = layout.entry(parameters.get(p).name()).offset();
            for (int i = 0; i < part.length(); i++) {
                total.set(offset + i, total.get(offset + i) + part.get(i));
            }
        }
        gradient.load(total, 0);
    }

    private static void add(Block sum, Block given) {
        for (int b = 0; b < sum.examples(); b++) {
            for (int i = 0; i < sum.shape().size(); i++) {
                sum.set(b, i, sum.get(b, i) + given.get(b, i));
            }
        }
    }
}
