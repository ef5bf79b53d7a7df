package io.tacit.core.solve;

import java.util.Arrays;
import java.util.List;

/** Which states of a solve are kept beside the last one: none, or those at given times. Steps are cut to land on the times exactly. */
public record SaveAt(List<Double> times) {

    public SaveAt {
        times = List.copyOf(times);
    }

    /** Only the end of the span. */
    public static SaveAt end() {
        return new SaveAt(List.of());
    }

    /** The states at these times, in the direction of the span; equal times are allowed. */
    public static SaveAt times(double... times) {
        return new SaveAt(Arrays.stream(times).boxed().toList());
    }
}
