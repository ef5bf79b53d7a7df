package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import java.util.List;

/** A method, a controller and a stepping, compiled for one equation on one engine: what solves. Immutable and thread-safe. */
public record Integrator(Engine engine, Saving<Stepper> steppers, Controller controller, Stepping stepping) {

    /** Tiles of examples that one task carries through with {@link Stepping#PER_EXAMPLE}. */
    private static final int TILES_PER_TASK = 4;

    /** Solves, on the engine's threads where stepping leaves examples free of each other. */
    public Solution solve(Problem problem) {
        requireFits(problem);
        return switch (stepping) {
            case PER_BATCH -> together(problem, StepListener.NONE);
            case PER_TILE -> byTiles(problem);
            case PER_EXAMPLE -> apart(problem);
        };
    }

    /** Solves on the calling thread, all examples in step or each in its own lane, and lets a listener follow. */
    public Solution solve(Problem problem, StepListener listener) {
        requireFits(problem);
        if (stepping != Stepping.PER_EXAMPLE) {
            return together(problem, listener);
        }
        int examples = problem.examples();
        Kept kept = new Kept(engine, problem, examples);
        new Integration(this, problem, kept, listener, 0, examples).run();
        return kept.solution(1);
    }

    /** Whether the last step of a solve that lands on all times is taken without computing memory: one that is certain to be accepted. */
    public boolean skipsMemory() {
        return stepping != Stepping.PER_EXAMPLE && controller.tolerance().isEmpty();
    }

    private Solution together(Problem problem, StepListener listener) {
        Kept kept = new Kept(engine, problem, 1);
        new Integration(this, problem, kept, listener, 0, 1).run();
        return kept.solution(problem.examples());
    }

    private Solution byTiles(Problem problem) {
        Tiles tiles = Tiles.of(engine, problem.examples());
        if (tiles.count() == 1) {
            return together(problem, StepListener.NONE);
        }
        Solution[] solutions = new Solution[tiles.count()];
        engine.parallel(tiles.count(), i -> solutions[i] = together(tiles.problem(problem, i), StepListener.NONE));
        return tiles.join(List.of(solutions));
    }

    private Solution apart(Problem problem) {
        int examples = problem.examples();
        Kept kept = new Kept(engine, problem, examples);
        long share = Math.min(examples, (long) engine.tile() * TILES_PER_TASK);
        int tasks = (int) ((examples + share - 1) / share);
        engine.parallel(tasks, i -> {
            int first = (int) (i * share);
            int last = (int) Math.min(examples, first + share);
            new Integration(this, problem, kept, StepListener.NONE, first, last).run();
        });
        return kept.solution(1);
    }

    /** What takes the steps of a problem. */
    public Stepper stepper(Problem problem) {
        return steppers.of(problem.saveAt());
    }

    private void requireFits(Problem problem) {
        if (!problem.saveAt().isCommon()
                && stepping != Stepping.PER_EXAMPLE
                && stepper(problem).scheme().interpolant().isEmpty()) {
            throw new IllegalArgumentException("saveAt: steps that land on times of each example's own need "
                    + "Stepping.PER_EXAMPLE, or a method with an interpolant; got " + stepping + " and "
                    + steppers.method());
        }
        if (!problem.span().isCommon() && stepping != Stepping.PER_EXAMPLE) {
            throw new IllegalArgumentException(
                    "span: one for each example needs Stepping.PER_EXAMPLE, got " + stepping);
        }
        if (!problem.span().isCommon() && problem.span().count() != problem.examples()) {
            throw new IllegalArgumentException("span: expected one for each of " + problem.examples()
                    + " examples, got " + problem.span().count());
        }
        for (Block b : problem.initial()) {
            if (b.kind() == Kind.SHARED && stepping == Stepping.PER_EXAMPLE) {
                throw new IllegalArgumentException("state: a SHARED component needs a common step, got " + stepping);
            }
        }
        steppers.plain().requireFits(problem);
    }
}
