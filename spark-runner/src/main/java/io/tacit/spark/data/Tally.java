package io.tacit.spark.data;

import io.tacit.core.data.Split;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What the one pass over the data counted: a commutative monoid. It travels as plain {@code long}s.
 *
 * @param parts records by {@link Split.Part}
 * @param repeated records that repeat another, as {@link RecordIdentity} counts them
 * @param content sum of the hashes of all records used, which does not depend on their order
 * @param flaws records left out, by column of the reader and {@link CellFlaw}
 * @param misfits values that are no multiples of the step of their column, by feature
 * @param training moments of the training records, by feature
 * @param heldOut the same of the others
 */
record Tally(
        long[] parts,
        long[] repeated,
        long[] content,
        long[] flaws,
        long[] misfits,
        ColumnMoments[] training,
        ColumnMoments[] heldOut) {
    private static final int KINDS = CellFlaw.values().length;

    static Tally none(FeatureReader reader) {
        return new Tally(
                new long[Split.Part.values().length],
                new long[1],
                new long[1],
                new long[flawCells(reader)],
                new long[reader.dimension()],
                empty(reader.dimension()),
                empty(reader.dimension()));
    }

    private static ColumnMoments[] empty(int columns) {
        return Stream.generate(ColumnMoments::new).limit(columns).toArray(ColumnMoments[]::new);
    }

    static int flawCells(FeatureReader reader) {
        return KINDS * reader.names().size();
    }

    static int flawCell(FeatureReader.Flaw flaw) {
        return KINDS * flaw.index() + flaw.kind().ordinal();
    }

    void add(Tally other) {
        add(parts, other.parts);
        add(repeated, other.repeated);
        add(content, other.content);
        add(flaws, other.flaws);
        add(misfits, other.misfits);
        for (int i = 0; i < training.length; i++) {
            training[i].add(other.training[i]);
            heldOut[i].add(other.heldOut[i]);
        }
    }

    private static void add(long[] target, long[] terms) {
        for (int i = 0; i < terms.length; i++) {
            target[i] += terms[i];
        }
    }

    void addMisfits(long[] found) {
        add(misfits, found);
    }

    /** Counts the values of one record, which begin at {@code at}. */
    void addRecord(Split.Part part, double[] rows, int at) {
        parts[part.ordinal()]++;
        ColumnMoments[] moments = part == Split.Part.TRAIN ? training : heldOut;
        for (int column = 0; column < moments.length; column++) {
            moments[column].add(rows[at + column]);
        }
    }

    /** Extremes of all records. */
    ColumnSample.Extremes extremes(int column) {
        return new ColumnSample.Extremes(
                Math.min(training[column].min(), heldOut[column].min()),
                Math.max(training[column].max(), heldOut[column].max()));
    }

    /** Counts what a block could not use; a block without flaws has an empty list of them. */
    void addFlaws(long[] found) {
        add(flaws, found);
    }

    long[] toLongs() {
        LongStream counts = Stream.of(parts, repeated, content, flaws, misfits).flatMapToLong(Arrays::stream);
        Stream<ColumnMoments> moments = Stream.of(training, heldOut).flatMap(Arrays::stream);
        return LongStream.concat(counts, moments.flatMapToLong(m -> Arrays.stream(m.toLongs())))
                .toArray();
    }

    static Tally ofLongs(long[] longs, FeatureReader reader) {
        Tally tally = none(reader);
        LongBuffer from = LongBuffer.wrap(longs)
                .get(tally.parts)
                .get(tally.repeated)
                .get(tally.content)
                .get(tally.flaws)
                .get(tally.misfits);
        read(from, tally.training);
        read(from, tally.heldOut);
        return tally;
    }

    private static void read(LongBuffer from, ColumnMoments[] target) {
        for (int i = 0; i < target.length; i++) {
            long[] moments = new long[ColumnMoments.LONGS];
            from.get(moments);
            target[i] = ColumnMoments.ofLongs(moments);
        }
    }

    long used() {
        return Arrays.stream(parts).sum();
    }

    long leftOut() {
        return Arrays.stream(flaws).sum();
    }

    Map<Split.Part, Long> partCounts() {
        Map<Split.Part, Long> counts = new EnumMap<>(Split.Part.class);
        for (Split.Part part : Split.Part.values()) {
            counts.put(part, parts[part.ordinal()]);
        }
        return counts;
    }

    /** Column → flaw → records, without zeros, in the order of the columns. */
    Map<String, Map<CellFlaw, Long>> flawCounts(List<String> columns) {
        Map<String, Map<CellFlaw, Long>> counts = new LinkedHashMap<>();
        for (int i = 0; i < flaws.length; i++) {
            if (flaws[i] > 0) {
                counts.computeIfAbsent(columns.get(i / KINDS), column -> new EnumMap<>(CellFlaw.class))
                        .put(CellFlaw.values()[i % KINDS], flaws[i]);
            }
        }
        return counts;
    }
}
