package io.tacit.core.solve;

import java.util.List;

/**
 * Times on which the clock of an example is to land, in order: those to be kept where steps land on them, then the end.
 *
 * @param saved times to be kept, where steps land on them
 */
public record Targets(List<Double> saved, double end) {

    /** The targets of an example, or of all where they share a clock. */
    public static Targets of(Problem problem, int example, boolean landing) {
        return new Targets(
                landing ? problem.saveAt().times(example) : List.of(),
                problem.span().to(example));
    }

    public int count() {
        return saved.size() + 1;
    }

    public double time(int target) {
        return target < saved.size() ? saved.get(target) : end;
    }

    public boolean isEnd(int target) {
        return target == saved.size();
    }
}
