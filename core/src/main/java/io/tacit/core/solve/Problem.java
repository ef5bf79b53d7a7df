package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * The problem that a solve is given: where it begins, what it holds constant and which states it keeps. Blocks are read, never written.
 *
 * @param initial one block for each component of the state, in the order of the equation
 * @param constants one block for each further input of the equation, in its order
 * @param jumps times at which the equation is discontinuous: steps end just before such a time, and the method starts again there. Each applies to the
 *     examples within whose span it lies
 * @param theta parameters: a SHARED block as {@code Engine.vector} makes it
 */
public record Problem(
        List<Block> initial,
        List<Block> constants,
        Block theta,
        Span span,
        SaveAt saveAt,
        List<Double> jumps,
        Noise noise) {

    public Problem {
        initial = List.copyOf(initial);
        constants = List.copyOf(constants);
        jumps = List.copyOf(jumps);
        requireTimes(span, saveAt, examples(initial));
        jumps.forEach(jump -> requireWithinSpan(span, jump));
    }

    /**
     * What drives a stochastic equation.
     *
     * @param records number of the record that each example is; empty without noise
     */
    public record Noise(Drive drive, List<Long> records) {

        public static final Noise NONE = new Noise(Drive.NONE, List.of());

        public Noise {
            records = List.copyOf(records);
        }

        /** That of {@code count} examples from {@code first} on. */
        Noise part(int first, int count) {
            return records.isEmpty() ? this : new Noise(drive, records.subList(first, first + count));
        }

        /**
         * Fills the noises of steps.
         *
         * @param examples which example each lane is
         */
        public void fill(int[] examples, double[] t, double[] dt, List<Block> into) {
            if (!into.isEmpty()) {
                drive.fill(
                        new Drive.Asked(
                                Arrays.stream(examples).mapToLong(records::get).toArray(), t, dt),
                        into);
            }
        }
    }

    /** Without jumps and noise. */
    public Problem(List<Block> initial, List<Block> constants, Block theta, Span span, SaveAt saveAt) {
        this(initial, constants, theta, span, saveAt, List.of(), Noise.NONE);
    }

    /** The same with jumps at these times. */
    public Problem withJumps(double... times) {
        return new Problem(
                initial,
                constants,
                theta,
                span,
                saveAt,
                Arrays.stream(times).boxed().toList(),
                noise);
    }

    /** The same driven by noise; example b is record {@code records[b]}. */
    public Problem withNoise(Drive drive, long... records) {
        if (records.length != examples()) {
            throw new IllegalArgumentException("noise: expected the record of each of " + examples() + " examples, got "
                    + records.length + " records");
        }
        return new Problem(
                initial,
                constants,
                theta,
                span,
                saveAt,
                jumps,
                new Noise(drive, Arrays.stream(records).boxed().toList()));
    }

    private static void requireWithinSpan(Span span, double jump) {
        for (int b = 0; b < span.count(); b++) {
            if ((jump - span.from(b)) * (span.to(b) - jump) >= 0) {
                return;
            }
        }
        throw new IllegalArgumentException("jumps: expected times within the span " + span + ", got " + jump);
    }

    private static void requireTimes(Span span, SaveAt saveAt, int examples) {
        if (!saveAt.isCommon() && saveAt.rows().size() != examples) {
            throw new IllegalArgumentException("saveAt: expected a row of times for each of " + examples
                    + " examples, got " + saveAt.rows().size());
        }
        for (int b = 0; b < Math.max(span.count(), saveAt.rows().size()); b++) {
            requireTimesOf(span, saveAt, b);
        }
    }

    private static void requireTimesOf(Span span, SaveAt saveAt, int example) {
        double from = span.from(example);
        double to = span.to(example);
        double last = from;
        for (double time : saveAt.row(example)) {
            if (!((time - last) * Math.signum(to - from) >= 0 && (to - time) * Math.signum(to - from) >= 0)) {
                throw new IllegalArgumentException("saveAt" + (saveAt.isCommon() ? "" : ", example " + example)
                        + ": expected times that go from " + from + " to " + to + " without turning, got "
                        + saveAt.row(example));
            }
            last = time;
        }
    }

    /** Number of examples. */
    public int examples() {
        return examples(initial);
    }

    private static int examples(List<Block> initial) {
        return initial.stream()
                .filter(b -> b.kind() == Kind.BATCHED)
                .mapToInt(Block::examples)
                .findFirst()
                .orElse(1);
    }
}
