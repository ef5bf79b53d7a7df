package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The one integration loop, for a range of a problem's examples: under one clock, or each under its own. Then a lane whose example has finished
 * goes to an example that waits, and when none waits the lanes close up.
 */
final class Integration {

    /** Lanes are given to waiting examples as soon as this share of them is idle: starting costs evaluations for all lanes. */
    private static final double IDLE_SHARE = 0.25;

    private final Engine engine;
    private final Stepper stepper;
    private final Scheme.Transitions transitions;
    private final Controller controller;
    private final Problem problem;
    private final Kept kept;
    private final Keeper keeper;
    private final StepListener listener;
    private final int last;
    private final boolean own;
    private final boolean skipsMemory;
    private int waiting;
    private Lanes lanes;
    private Clock[] clocks;
    private int[] example;

    /** The integration of examples {@code first … last − 1} where each has its own clock, else of all. */
    Integration(Integrator on, Problem problem, Kept kept, StepListener listener, int first, int last) {
        this.engine = on.engine();
        this.stepper = on.stepper(problem);
        this.transitions = stepper.scheme().solving();
        this.controller = on.controller();
        this.problem = problem;
        this.kept = kept;
        this.keeper = new Keeper(on, stepper, problem, kept);
        this.listener = listener;
        this.own = on.stepping() == Stepping.PER_EXAMPLE;
        this.skipsMemory = on.skipsMemory() && stepper.scheme().interpolant().isEmpty();
        int count = !own ? 1 : listener == StepListener.NONE ? Math.min(last - first, engine.tile()) : last - first;
        this.waiting = first + count;
        this.last = last;
        this.example = IntStream.range(first, first + count).toArray();
        this.clocks = Arrays.stream(example).mapToObj(this::clock).toArray(Clock[]::new);
        Context context = new Context(problem.constants(), problem.theta());
        this.lanes = own
                ? Lanes.withOwnConstants(engine, stepper, context, count, listener)
                : new Lanes(stepper, context, problem.examples(), listener);
    }

    void run() {
        seat();
        start(lanes, clocks);
        keep();
        refill();
        while (running() > 0) {
            propose();
            step();
            accept();
            keep();
            refill();
        }
        lanes.giveBack(listener);
    }

    private Clock clock(int of) {
        boolean landing = stepper.scheme().interpolant().isEmpty();
        return new Clock(
                controller,
                stepper.scheme().order(),
                engine.precision(),
                problem.span().from(of),
                Targets.of(problem, of, landing));
    }

    private void seat() {
        if (!own) {
            lanes.seatAll(problem);
            return;
        }
        for (int lane = 0; lane < clocks.length; lane++) {
            lanes.seat(lane, problem, example[lane]);
        }
    }

    private void start(Lanes at, Clock[] starting) {
        if (Arrays.stream(starting).noneMatch(Clock::running)) {
            return;
        }
        for (int i = 0; i < starting.length; i++) {
            at.setTime(i, starting[i].t());
            at.setStep(i, starting[i].direction());
        }
        at.start(stepper);
        for (int i = 0; i < starting.length; i++) {
            if (starting[i].running()) {
                starting[i].start(at.error(i));
            }
        }
    }

    private void propose() {
        double[] t = new double[clocks.length];
        double[] dt = new double[clocks.length];
        for (int i = 0; i < clocks.length; i++) {
            t[i] = clocks[i].t();
            dt[i] = clocks[i].propose();
            lanes.setTime(i, t[i]);
            lanes.setStep(i, dt[i]);
        }
        int[] examples = own ? example : IntStream.range(0, problem.examples()).toArray();
        problem.noise().fill(examples, t, dt, lanes.noises());
    }

    private void step() {
        if (skipsMemory && clocks[0].ending()) {
            lanes.lastStep(stepper);
        } else {
            lanes.step(stepper);
        }
    }

    private void accept() {
        StepListener.Step step =
                new StepListener.Step(new double[clocks.length], new double[clocks.length], new int[clocks.length]);
        boolean anyMoved = false;
        for (int i = 0; i < clocks.length; i++) {
            Clock clock = clocks[i];
            int target = clock.reached();
            step.t()[i] = clock.t();
            boolean moved = clock.accept(lanes.trial(i));
            step.dt()[i] = moved ? clock.lastStep() : 0;
            step.landed()[i] = moved && clock.landing() ? target : -1;
            anyMoved |= moved;
        }
        if (anyMoved) {
            keeper.keepWithin(step, clocks, example, lanes);
            lanes.advance(listener, step);
            restart();
        }
    }

    /** Starts again on the lanes whose equation has just jumped. */
    private void restart() {
        if (Arrays.stream(clocks).noneMatch(Clock::jumped)) {
            return;
        }
        if (!own) {
            restart(lanes);
            return;
        }
        Lanes fresh = freshLanes(clocks.length);
        for (int lane = 0; lane < clocks.length; lane++) {
            fresh.take(lane, lanes, lane);
        }
        restart(fresh);
        for (int lane = 0; lane < clocks.length; lane++) {
            if (clocks[lane].jumped()) {
                lanes.take(lane, fresh, lane);
            }
        }
    }

    private void restart(Lanes at) {
        for (int i = 0; i < clocks.length; i++) {
            at.setTime(i, clocks[i].t());
            at.setStep(i, clocks[i].direction());
        }
        at.restart(stepper);
    }

    /** Keeps states of clocks that have just reached a time or stopped, and reports on the latter. */
    private void keep() {
        keeper.keep(clocks, example, lanes);
        for (int i = 0; i < clocks.length; i++) {
            if (!clocks[i].running() && !kept.hasReport(example[i])) {
                report(i);
            }
        }
    }

    private void report(int lane) {
        Clock clock = clocks[lane];
        if (!finite(lane)) {
            clock.failNonFinite();
        }
        kept.report(
                example[lane],
                clock.report(evaluationsBeside(), transitions.step().evaluations(), restartEvaluations()));
    }

    private int restartEvaluations() {
        return stepper.scheme()
                .accepted()
                .start()
                .map(Scheme.Transition::evaluations)
                .orElse(0);
    }

    private int evaluationsBeside() {
        int start = transitions.start().map(Scheme.Transition::evaluations).orElse(0);
        int saved = transitions.step().evaluations() - transitions.lastStep().evaluations();
        return start - (skipsMemory ? saved : 0);
    }

    private boolean finite(int lane) {
        for (Block b : lanes.now().states()) {
            if (!(own ? finite(b, lane) : b.toVector(engine.precision()).firstNonFinite() < 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean finite(Block b, int lane) {
        for (int i = 0; i < b.shape().size(); i++) {
            if (!Double.isFinite(b.get(lane, i))) {
                return false;
            }
        }
        return true;
    }

    private void refill() {
        while (waiting < last && clocks.length - running() >= Math.max(1, IDLE_SHARE * clocks.length)) {
            seatWaiting();
            keep();
        }
        if (waiting == last && listener == StepListener.NONE && running() > 0 && 2 * running() <= clocks.length) {
            closeUp();
        }
    }

    private void seatWaiting() {
        Lanes fresh = freshLanes(clocks.length);
        Clock[] seated = clocks.clone();
        for (int lane = 0; lane < clocks.length && waiting < last; lane++) {
            if (!clocks[lane].running()) {
                fresh.seat(lane, problem, waiting);
                seated[lane] = clock(waiting);
                example[lane] = waiting++;
            }
        }
        Clock[] starting = new Clock[clocks.length];
        Arrays.setAll(starting, i -> seated[i] == clocks[i] ? Clock.STOPPED : seated[i]);
        start(fresh, starting);
        for (int lane = 0; lane < clocks.length; lane++) {
            if (seated[lane] != clocks[lane]) {
                lanes.take(lane, fresh, lane);
            }
        }
        clocks = seated;
    }

    private void closeUp() {
        int[] from = IntStream.range(0, clocks.length)
                .filter(i -> clocks[i].running())
                .toArray();
        Lanes closer = freshLanes(from.length);
        for (int lane = 0; lane < from.length; lane++) {
            closer.take(lane, lanes, from[lane]);
        }
        lanes = closer;
        clocks = Arrays.stream(from).mapToObj(i -> clocks[i]).toArray(Clock[]::new);
        example = Arrays.stream(from).map(i -> example[i]).toArray();
    }

    private Lanes freshLanes(int width) {
        return Lanes.withOwnConstants(
                engine, stepper, new Context(problem.constants(), problem.theta()), width, StepListener.NONE);
    }

    private long running() {
        return Arrays.stream(clocks).filter(Clock::running).count();
    }
}
