package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Storage for examples that step together: carries before and after the step, times and sizes of their clocks. Scratch of one solve. */
final class Lanes {

    private final int width;
    private final TimeStep timeStep;
    private final Estimates estimates;
    private final boolean wantsFactor;
    private final boolean iterates;
    private Context context;
    private Carry now;
    private Carry next;

    Lanes(Stepper stepper, Context context, int width, StepListener listener) {
        this.width = width;
        this.context = context;
        this.now = listener.lend(stepper, width);
        this.next = listener.lend(stepper, width);
        this.timeStep = stepper.timeStep(width);
        this.estimates = stepper.estimates(width);
        this.wantsFactor = stepper.scheme().solving().step().gives(Scheme.FACTOR);
        this.iterates = stepper.scheme().solving().step().gives(Scheme.CONVERGED);
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

    Carry now() {
        return now;
    }

    /** Sets the state to the problem's: all lanes. */
    void seatAll(Problem problem) {
        for (int i = 0; i < problem.initial().size(); i++) {
            now.states().get(i).copyFrom(problem.initial().get(i));
        }
    }

    /** Gives a lane the initial state and the constants of an example. */
    void seat(int lane, Problem problem, int example) {
        for (int i = 0; i < problem.initial().size(); i++) {
            now.states().get(i).copyExamples(lane, problem.initial().get(i), example, 1);
        }
        Carry.copyBatched(lane, context.constants(), problem.constants(), example);
    }

    /** Takes everything a lane of others has. */
    void take(int lane, Lanes others, int from) {
        now.copyExample(lane, others.now, from);
        Carry.copyBatched(lane, context.constants(), others.context.constants(), from);
    }

    void setTime(int clock, double time) {
        timeStep.t().set(clock, 0, time);
    }

    void setStep(int clock, double step) {
        timeStep.dt().set(clock, 0, step);
    }

    double error(int clock) {
        return estimates.error().get(clock, 0);
    }

    List<Block> noises() {
        return timeStep.noises();
    }

    /** What the step that was tried last says of itself. */
    Clock.Trial trial(int clock) {
        OptionalDouble factor =
                wantsFactor ? OptionalDouble.of(estimates.factor().get(clock, 0)) : OptionalDouble.empty();
        boolean converged = !iterates || estimates.converged().get(clock, 0) == 1;
        return new Clock.Trial(error(clock), factor, estimates.work().get(clock, 0), converged);
    }

    /** Completes all carries; first sizes are then to be read as errors. */
    void start(Stepper stepper) {
        stepper.start(context, now, timeStep, estimates.error());
    }

    /** Computes the memory of all lanes anew. */
    void restart(Stepper stepper) {
        stepper.restart(context, now, timeStep);
    }

    void step(Stepper stepper) {
        stepper.step(context, now, timeStep, next, estimates);
    }

    void lastStep(Stepper stepper) {
        stepper.lastStep(context, now, timeStep, next, estimates);
    }

    /** Finds the states at fractions of the step between now and next. */
    void between(Stepper stepper, Block fraction, List<Block> states) {
        stepper.between(now, next, timeStep, fraction, states);
    }

    void giveBack(StepListener listener) {
        listener.giveBack(now);
        listener.giveBack(next);
    }

    /** What came after the step is now; what was before goes to the listener. */
    void advance(StepListener listener, StepListener.Step step) {
        Carry free = listener.taken(step, now);
        now = next;
        next = free;
    }
}
