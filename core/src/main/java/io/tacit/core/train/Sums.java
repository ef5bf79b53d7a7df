package io.tacit.core.train;

import io.tacit.core.solve.Work;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well and at what cost some examples were computed: a commutative monoid with {@link #NONE}, and all about quality that travels.
 *
 * @param measures of the model, the one that training goes by first; empty where nothing was summed
 * @param count examples in the sums
 * @param failed examples left out because their solve failed or their loss was not finite
 * @param forward work of forward solves, summed over all examples, failed ones too: what shares its steps counts once for each example
 * @param backward work of derivatives, summed in the same way
 * @param advice what failed solves advise, at most {@value #MOST_ADVICE} different sentences
 */
public record Sums(
        List<MeasureSums> measures, long count, long failed, Work forward, Work backward, List<String> advice)
        implements Serializable {

    private static final int MOST_ADVICE = 3;

    public static final Sums NONE = new Sums(List.of(), 0, 0, Work.NONE, Work.NONE, List.of());

    public Sums {
        measures = List.copyOf(measures);
        if (count < 0 || failed < 0) {
            throw new IllegalArgumentException(
                    "numbers of examples: expected 0 or more, got " + count + " and " + failed + " failed");
        }
        advice = advice.isEmpty()
                ? List.of()
                : advice.stream().distinct().limit(MOST_ADVICE).toList();
    }

    /** Of a loss without a name of its own. */
    public static Sums ofLoss(double sum, double sumOfSquares, long count) {
        return new Sums(
                List.of(MeasureSums.of(Measure.LOSS.name(), sum, sumOfSquares, count)),
                count,
                0,
                Work.NONE,
                Work.NONE,
                List.of());
    }

    /** The same with so many failed examples. */
    public Sums failing(long examples) {
        return new Sums(measures, count, examples, forward, backward, advice);
    }

    /** The same with this work. */
    public Sums with(Work forwards, Work backwards) {
        return new Sums(measures, count, failed, forwards, backwards, advice);
    }

    /** The same with advice. */
    public Sums advising(List<String> sentences) {
        return new Sums(measures, count, failed, forward, backward, sentences);
    }

    /** Of the failed examples alone: the others are tried again. */
    Sums withoutSums() {
        return new Sums(List.of(), 0, failed, forward, backward, advice);
    }

    /** Of no examples: only a sentence. */
    static Sums advised(String sentence) {
        return NONE.advising(List.of(sentence));
    }

    public Sums plus(Sums other) {
        return new Sums(
                both(measures, other.measures),
                count + other.count,
                failed + other.failed,
                forward.plus(other.forward),
                backward.plus(other.backward),
                bothAdvise(advice, other.advice));
    }

    private static List<MeasureSums> both(List<MeasureSums> first, List<MeasureSums> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "sums: expected the same measures, got " + names(first) + " and " + names(second));
        }
        return IntStream.range(0, first.size())
                .mapToObj(i -> first.get(i).plus(second.get(i)))
                .toList();
    }

    private static List<String> names(List<MeasureSums> sums) {
        return sums.stream().map(MeasureSums::measure).toList();
    }

    /** Nearly always there is none, and this is done for every tile. */
    private static List<String> bothAdvise(List<String> first, List<String> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Sums of the measure that training goes by; empty where nothing was summed. */
    public Optional<MeasureSums> first() {
        return measures.stream().findFirst();
    }

    /** Sums of a measure; empty where there are none. */
    public Optional<MeasureSums> of(Measure measure) {
        return measures.stream().filter(m -> m.measure().equals(measure.name())).findFirst();
    }

    /** Evaluations an example of forward solves; 0 where there were no examples. */
    double evaluationsPerRecord() {
        return (double) forward.evaluations() / Math.max(1, count + failed);
    }

    /** Σ of the first measure; 0 where nothing was summed. */
    public double sum() {
        return first().map(MeasureSums::y).orElse(0.0);
    }

    /** Mean of the first measure; NaN where nothing was summed. */
    public double mean() {
        return first().map(MeasureSums::mean).orElse(Double.NaN);
    }

    /** Standard error of {@link #mean}; NaN for fewer than two examples. */
    public double standardError() {
        return first().map(m -> m.standardError(count)).orElse(Double.NaN);
    }
}
