package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import java.util.ArrayList;
import java.util.List;

/** Storage for examples that step together: carries before and after the step, times and sizes of their clocks. Scratch of one solve. */
final class Lanes {

    private final int width;
    private final Block t;
    private final Block dt;
    private final Block error;
    private Context context;
    private List<Block> now;
    private List<Block> next;

    Lanes(Stepper stepper, Context context, int width, StepListener listener) {
        this.width = width;
        this.context = context;
        this.now = listener.lend(stepper, width);
        this.next = listener.lend(stepper, width);
        this.t = stepper.scalar(width);
        this.dt = stepper.scalar(width);
        this.error = stepper.scalar(width);
    }

    /** Lanes with constants of their own, to be filled lane by lane. */
    static Lanes withOwnConstants(Engine engine, Stepper stepper, Context context, int width, StepListener listener) {
        List<Block> constants = new ArrayList<>();
        for (Block c : context.constants()) {
            constants.add(c.kind() == Kind.SHARED ? c : engine.allocate(c.kind(), c.shape(), width));
        }
        return new Lanes(stepper, new Context(constants, context.theta()), width, listener);
    }

    int width() {
        return width;
    }

    List<Block> now() {
        return now;
    }

    /** Sets the state to the problem's: all lanes. */
    void seatAll(Problem problem) {
        for (int i = 0; i < problem.initial().size(); i++) {
            now.get(i).copyFrom(problem.initial().get(i));
        }
    }

    /** Gives a lane the initial state and the constants of an example. */
    void seat(int lane, Problem problem, int example) {
        for (int i = 0; i < problem.initial().size(); i++) {
            now.get(i).copyExamples(lane, problem.initial().get(i), example, 1);
        }
        copyBatched(lane, context.constants(), problem.constants(), example);
    }

    /** Takes everything a lane of others has. */
    void take(int lane, Lanes others, int from) {
        copyBatched(lane, now, others.now, from);
        copyBatched(lane, context.constants(), others.context.constants(), from);
    }

    private static void copyBatched(int lane, List<Block> to, List<Block> from, int example) {
        for (int i = 0; i < to.size(); i++) {
            if (to.get(i).kind() == Kind.BATCHED) {
                to.get(i).copyExamples(lane, from.get(i), example, 1);
            }
        }
    }

    void setTime(int clock, double time) {
        t.set(clock, 0, time);
    }

    void setStep(int clock, double step) {
        dt.set(clock, 0, step);
    }

    double error(int clock) {
        return error.get(clock, 0);
    }

    /** Completes all carries; first sizes are then to be read as errors. */
    void start(Stepper stepper) {
        stepper.start(context, now, t, dt, error);
    }

    void step(Stepper stepper) {
        stepper.step(context, now, t, dt, next, error);
    }

    void lastStep(Stepper stepper) {
        stepper.lastStep(context, now, t, dt, next);
    }

    void giveBack(StepListener listener) {
        listener.giveBack(now);
        listener.giveBack(next);
    }

    /** What came after the step is now; what was before goes to the listener. */
    void advance(StepListener listener, StepListener.Step step) {
        List<Block> free = listener.taken(step, now);
        now = next;
        next = free;
    }
}
