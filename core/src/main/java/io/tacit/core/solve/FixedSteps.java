package io.tacit.core.solve;

import java.util.Optional;
import java.util.OptionalDouble;

/** {@code count} equal steps over the span (more where steps are cut to land on times to be kept). Every step is accepted. */
public record FixedSteps(int count) implements Controller {

    public FixedSteps {
        if (count < 1) {
            throw new IllegalArgumentException("FixedSteps: expected at least 1 step, got " + count);
        }
    }

    @Override
    public Optional<Tolerance> tolerance() {
        return Optional.empty();
    }

    @Override
    public OptionalDouble firstStep(double span) {
        return OptionalDouble.of(span / count);
    }

    @Override
    public Decision decide(Attempt attempt, Memory memory) {
        return new Decision(true, attempt.size(), memory);
    }

    @Override
    public double minStep() {
        return 0;
    }

    @Override
    public int maxSteps() {
        return Integer.MAX_VALUE;
    }
}
