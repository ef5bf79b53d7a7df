package io.tacit.core.solve;

import io.tacit.core.tensor.Precision;
import java.util.Optional;
import java.util.OptionalDouble;

/** Time of one example, or of all that share it: proposes steps that land on targets, and accepts or rejects them by their error. Scratch of one solve. */
final class Clock {

    /** A step that would end this close before a target (as a share of its size) goes there. */
    private static final double SNAP = 1e-6;

    /** A clock that has finished. */
    static final Clock STOPPED = new Clock(new FixedSteps(1), 1.0, Precision.FLOAT64, 0, Targets.end(0));

    private final Controller controller;
    private final double order;
    private final Precision precision;
    private final Targets targets;
    private final double direction;
    private double t;
    /** What rounding has kept from {@link #t} so far (W. Kahan 1965): 10⁵ steps end where they should. */
    private double owed;

    private double size;
    private double dt;
    private boolean landing;
    private int reached;
    private Controller.Memory memory = Controller.Memory.NONE;
    private int accepted;
    private int rejected;
    private double inner;
    private boolean jumped;
    private int jumps;
    private boolean converged = true;
    private Optional<Outcome> outcome = Optional.empty();

    /**
     * What a step that was tried says of itself.
     *
     * @param work evaluations within inner iterations
     * @param converged whether the inner iteration converged
     */
    record Trial(double error, OptionalDouble factor, double work, boolean converged) {}

    /**
     * @param t where it begins
     * @param targets where it is to land
     */
    Clock(Controller controller, double order, Precision precision, double t, Targets targets) {
        this.controller = controller;
        this.order = order;
        this.precision = precision;
        this.targets = targets;
        this.direction = Math.signum(end() - t);
        this.t = targets.beginsAtJump() ? t + beside(t) : t;
        arrive();
    }

    double t() {
        return t;
    }

    /** 1 forwards, −1 backwards. */
    double direction() {
        return direction;
    }

    boolean running() {
        return outcome.isEmpty();
    }

    /** Targets that are passed. */
    int reached() {
        return reached;
    }

    /** Targets that are passed and no jumps. */
    int reachedToKeep() {
        return targets.keptAmong(reached);
    }

    /** Whether the step proposed last goes to the end of the span. */
    boolean ending() {
        return running() && landing && targets.isEnd(reached);
    }

    /** Whether a time has been passed or reached. */
    boolean hasPassed(double time) {
        return (t - time) * direction >= 0;
    }

    /** Whether the step proposed last ends at a target. */
    boolean landing() {
        return landing;
    }

    /** Sets the size of the first step; {@code automatic} is used where the controller has none. */
    void start(double automatic) {
        size = controller.firstStep(Math.abs(end() - t)).orElse(automatic);
        checkSize(0);
    }

    /** The signed size of the next step; 0 when this clock has stopped. */
    double propose() {
        if (!running()) {
            return 0;
        }
        double remaining = targets.time(reached) - before(reached) - t;
        landing = Math.abs(remaining) <= size * (1 + SNAP);
        dt = landing ? remaining : direction * size;
        return dt;
    }

    /** How far before a target a step is to end: a little where the equation jumps there, so that rounding does not evaluate the field on its other side. */
    private double before(int target) {
        return targets.isAtJump(target) ? beside(t) : 0;
    }

    /** The way from a jump to where rounding does not evaluate the field on its other side. */
    private double beside(double time) {
        double largest = Math.max(Math.abs(time), Math.abs(end()));
        return 2 * direction * (precision == Precision.FLOAT32 ? Math.ulp((float) largest) : Math.ulp(largest));
    }

    /** Whether the last step ended at a jump. */
    boolean jumped() {
        return jumped;
    }

    /**
     * Takes what the proposed step says of itself: moves on or tries again. True if it moved.
     */
    boolean accept(Trial trial) {
        jumped = false;
        if (!running()) {
            return false;
        }
        double error = trial.error();
        inner += trial.work();
        converged = trial.converged();
        if (!converged && controller.tolerance().isEmpty()) {
            outcome = Optional.of(new Outcome.NotConverged(t, dt));
            return false;
        }
        Controller.Decision decision =
                controller.decide(new Controller.Attempt(Math.abs(dt), error, order, trial.factor()), memory);
        if (decision.accepted()) {
            boolean cut = Math.abs(dt) < size && decision.size() >= Math.abs(dt);
            size = cut ? Math.max(size, decision.size()) : decision.size();
            memory = decision.memory();
            accepted++;
            advance();
            arrive();
        } else {
            size = decision.size();
            rejected++;
        }
        checkSize(error);
        return decision.accepted();
    }

    private void advance() {
        jumped = landing && targets.isJump(reached);
        if (jumped) {
            memory = Controller.Memory.NONE;
            jumps++;
        }
        if (landing) {
            t = targets.time(reached) + (jumped ? beside(t) : 0);
            owed = 0;
        } else {
            double step = dt + owed;
            double next = t + step;
            owed = step - (next - t);
            t = next;
        }
    }

    /** The state turned out not to be finite. */
    void failNonFinite() {
        outcome = Optional.of(new Outcome.NonFinite(t, dt));
    }

    /**
     * @param evaluationsBeside those of steps: at the start, less what the last step saved
     * @param evaluationsPerJump to start again
     */
    Report report(long evaluationsBeside, long evaluationsPerStep, long evaluationsPerJump) {
        long steps = (long) accepted + rejected;
        boolean idle = reached == targets.count() && steps == 0;
        long evaluations = idle
                ? 0
                : evaluationsBeside + steps * evaluationsPerStep + jumps * evaluationsPerJump + Math.round(inner);
        return new Report(outcome.orElseThrow(), new Work(evaluations, accepted, rejected));
    }

    double lastStep() {
        return dt;
    }

    private double end() {
        return targets.end();
    }

    private void arrive() {
        while (reached < targets.count() && hasPassed(targets.time(reached))) {
            reached++;
        }
        if (reached == targets.count()) {
            outcome = Optional.of(new Outcome.Success());
        }
    }

    private void checkSize(double error) {
        if (!running()) {
            return;
        }
        double smallest = Math.max(controller.minStep(), spacing());
        if (!(size >= smallest)) {
            boolean finite = Double.isFinite(size) && Double.isFinite(error);
            outcome = Optional.of(tooFine()
                    .or(() -> converged ? Optional.empty() : Optional.of(new Outcome.NotConverged(t, size)))
                    .orElseGet(() -> finite
                            ? new Outcome.StepUnderflow(t, size, smallest, error)
                            : new Outcome.NonFinite(t, size)));
        } else if (accepted + rejected >= controller.maxSteps()) {
            outcome = Optional.of(tooFine().orElseGet(() -> new Outcome.MaxSteps(accepted + rejected, t, end())));
        }
    }

    /** The likely cause of a failure where numbers are further apart than the tolerance; dividing by it gives infinite errors as well. */
    private Optional<Outcome> tooFine() {
        double apart = precision == Precision.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
        return controller
                .tolerance()
                .filter(asked -> asked.relative() < apart && asked.absolute() < apart)
                .map(asked -> new Outcome.TooFine(t, asked, apart));
    }

    /** Distance of neighbouring numbers at the larger of time and end. */
    private double spacing() {
        double largest = Math.max(Math.abs(t), Math.abs(end()));
        return precision == Precision.FLOAT32 ? Math.ulp((float) largest) : Math.ulp(largest);
    }
}
