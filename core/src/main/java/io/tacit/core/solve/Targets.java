package io.tacit.core.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Times on which the clock of an example is to land, in order: times to be kept where steps land on them, jumps of the equation, and last the end.
 *
 * @param beginsAtJump whether the equation jumps where the span begins
 * @param all the end last; a jump before what is kept at its time
 */
public record Targets(boolean beginsAtJump, List<Target> all) {

    /**
     * One time, and which of the states kept is the one there; none where it is a jump.
     *
     * @param atJump whether the equation jumps there, be it for this target or for another
     */
    private record Target(double time, int point, boolean isJump, boolean atJump) {}

    public Targets {
        all = List.copyOf(all);
    }

    /** The targets of an example, or of all where they share a clock. */
    public static Targets of(Problem problem, int example, boolean landing) {
        double from = problem.span().from(example);
        double to = problem.span().to(example);
        List<Target> all = new ArrayList<>();
        for (double jump : problem.jumps()) {
            if ((jump - from) * (to - jump) > 0) {
                all.add(new Target(jump, -1, true, true));
            }
        }
        List<Double> times = landing ? problem.saveAt().row(example) : List.of();
        for (int point = 0; point < times.size(); point++) {
            all.add(new Target(times.get(point), point, false, jumps(problem, times.get(point))));
        }
        double direction = Math.signum(to - from);
        all.sort(Comparator.comparingDouble(target -> target.time() * direction));
        all.add(new Target(to, problem.saveAt().points(), false, jumps(problem, to)));
        return new Targets(jumps(problem, from), all);
    }

    private static boolean jumps(Problem problem, double time) {
        return problem.jumps().stream().anyMatch(jump -> jump == time);
    }

    /** Only an end. */
    static Targets end(double time) {
        return new Targets(false, List.of(new Target(time, 0, false, false)));
    }

    public int count() {
        return all.size();
    }

    public double time(int target) {
        return all.get(target).time();
    }

    public double end() {
        return time(count() - 1);
    }

    public boolean isEnd(int target) {
        return target == count() - 1;
    }

    /** Whether the equation jumps there. */
    public boolean isJump(int target) {
        return all.get(target).isJump();
    }

    /** Whether the equation jumps there, so that a step to it is to end before it. */
    boolean isAtJump(int target) {
        return all.get(target).atJump();
    }

    /** Number of the state kept at a target that is no jump: its place among the times of the example, or of the end the one after all points. */
    public int point(int target) {
        return all.get(target).point();
    }

    /** How many of the first targets are no jumps. */
    int keptAmong(int first) {
        return (int) all.subList(0, first).stream().filter(t -> !t.isJump()).count();
    }
}
