package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps states where they are asked for: where steps land, or between the ends of steps. It goes by <i>readers</i>: the lanes where each has its own
 * clock, the examples where they share a clock but have times of their own, else all examples as one. Scratch of one solve.
 */
final class Keeper {

    private final Engine engine;
    private final Stepper stepper;
    private final Problem problem;
    private final Kept kept;
    private final boolean own;
    private final boolean landing;
    private List<Block> states = List.of();

    Keeper(Integrator on, Stepper stepper, Problem problem, Kept kept) {
        this.engine = on.engine();
        this.stepper = stepper;
        this.problem = problem;
        this.kept = kept;
        this.own = on.stepping() == Stepping.PER_EXAMPLE;
        this.landing = stepper.scheme().interpolant().isEmpty();
    }

    private int readers(Lanes lanes) {
        return own ? lanes.width() : problem.saveAt().isCommon() ? 1 : problem.examples();
    }

    private int example(int reader, int[] examples) {
        return own ? examples[reader] : reader;
    }

    private int clock(int reader) {
        return own ? reader : 0;
    }

    /** Keeps what clocks have reached; what is left where they have stopped. */
    void keep(Clock[] clocks, int[] examples, Lanes lanes) {
        for (int reader = 0; reader < readers(lanes); reader++) {
            int example = example(reader, examples);
            Clock clock = clocks[clock(reader)];
            int times = problem.saveAt().row(example).size();
            while (kept.count(example) <= times && (!clock.running() || reached(clock, example))) {
                int next = kept.count(example);
                int point = next == times ? problem.saveAt().points() : next;
                keepPoint(point, reader, example, lanes.now().states());
                kept.countUp(example);
            }
        }
    }

    private boolean reached(Clock clock, int example) {
        if (landing) {
            return kept.count(example) < clock.reachedToKeep();
        }
        List<Double> times = problem.saveAt().row(example);
        int next = kept.count(example);
        return next < times.size() && times.get(next) == clock.t();
    }

    private void keepPoint(int point, int reader, int example, List<Block> from) {
        if (own || !problem.saveAt().isCommon()) {
            kept.one(point, example, from, reader);
        } else {
            kept.all(point, from);
        }
    }

    /** Keeps what lies within a step that was accepted; lanes still hold both of its ends. */
    void keepWithin(StepListener.Step step, Clock[] clocks, int[] examples, Lanes lanes) {
        if (landing || problem.saveAt().points() == 0) {
            return;
        }
        Block fraction = engine.allocate(Kind.BATCHED, Shape.SCALAR, lanes.width());
        List<Integer> due = due(step, clocks, examples, lanes, fraction);
        while (!due.isEmpty()) {
            lanes.between(stepper, fraction, scratch(lanes));
            for (int reader : due) {
                int example = example(reader, examples);
                keepPoint(kept.count(example), reader, example, states);
                kept.countUp(example);
            }
            due = due(step, clocks, examples, lanes, fraction);
        }
    }

    /** Readers whose next time lies within the step, and how far into it. */
    private List<Integer> due(StepListener.Step step, Clock[] clocks, int[] examples, Lanes lanes, Block fraction) {
        List<Integer> due = new ArrayList<>();
        for (int reader = 0; reader < readers(lanes); reader++) {
            int c = clock(reader);
            List<Double> times = problem.saveAt().row(example(reader, examples));
            int next = kept.count(example(reader, examples));
            boolean within = step.dt()[c] != 0 && next < times.size() && clocks[c].hasPassed(times.get(next));
            double s = within ? (times.get(next) - step.t()[c]) / step.dt()[c] : 0;
            if (readers(lanes) == lanes.width()) {
                fraction.set(reader, 0, s);
            } else {
                fraction.fill(s);
            }
            if (within) {
                due.add(reader);
            }
        }
        return due;
    }

    private List<Block> scratch(Lanes lanes) {
        if (states.isEmpty() || states.get(0).examples() != lanes.width()) {
            states = stepper.carry(lanes.width()).states();
        }
        return states;
    }
}
