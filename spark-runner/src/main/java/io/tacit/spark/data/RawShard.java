package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All records of one worker as they were read, in the order that makes everything after it deterministic: by id, equal
 * ids by content. Equal ids are told apart by counting, so that every record has an id of its own.
 *
 * @param records with their final ids, ascending
 * @param parts of the split that the records belong to
 * @param duplicates records whose id was there already
 * @param flaws records left out, as {@link Tally} counts them
 */
record RawShard(int worker, RecordBlock records, Split.Part[] parts, long duplicates, List<long[]> flaws) {
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** From the blocks that reached a worker, in whatever order. */
    static RawShard assemble(int worker, int features, Placement placement, Iterator<RecordBlock> arrived) {
        List<RecordBlock> blocks = new ArrayList<>();
        arrived.forEachRemaining(blocks::add);
        RecordBlock all = ordered(concatenated(worker, features, blocks));
        // The split goes by the id as read: records that are equal stay on the same side.
        Split.Part[] parts = Arrays.stream(all.ids()).mapToObj(placement::part).toArray(Split.Part[]::new);
        long[] own = ownIds(all.ids());
        long duplicates = IntStream.range(0, own.length)
                .filter(i -> own[i] != all.ids()[i])
                .count();
        List<long[]> flaws = blocks.stream().map(RecordBlock::flaws).toList();
        RecordBlock records = new RecordBlock(features, own, all.rows(), new long[0]);
        if (duplicates == 0) {
            return new RawShard(worker, records, parts, 0, flaws);
        }
        int[] order = order(records);
        Split.Part[] moved = Arrays.stream(order).mapToObj(i -> parts[i]).toArray(Split.Part[]::new);
        return new RawShard(worker, permuted(records, order), moved, duplicates, flaws);
    }

    private static RecordBlock concatenated(int worker, int features, List<RecordBlock> blocks) {
        long count = blocks.stream().mapToLong(block -> block.ids().length).sum();
        if (count * features > LONGEST_ARRAY) {
            throw new DataException("logical worker " + worker + " got " + count + " records of " + features
                    + " values, more than one array can hold (" + LONGEST_ARRAY + " values); use more workers");
        }
        long[] ids = new long[(int) count];
        double[] rows = new double[(int) count * features];
        int at = 0;
        for (RecordBlock block : blocks) {
            System.arraycopy(block.ids(), 0, ids, at, block.ids().length);
            System.arraycopy(block.rows(), 0, rows, at * features, block.rows().length);
            at += block.ids().length;
        }
        return new RecordBlock(features, ids, rows, new long[0]);
    }

    private static RecordBlock ordered(RecordBlock block) {
        return permuted(block, order(block));
    }

    private static int[] order(RecordBlock block) {
        Comparator<Integer> byId = Comparator.comparingLong(i -> block.ids()[i]);
        int d = block.features();
        double[] rows = block.rows();
        return IntStream.range(0, block.ids().length)
                .boxed()
                .sorted(byId.thenComparing(
                        (i, j) -> Arrays.compare(rows, i * d, (i + 1) * d, rows, j * d, (j + 1) * d)))
                .mapToInt(i -> i)
                .toArray();
    }

    private static RecordBlock permuted(RecordBlock block, int[] order) {
        int d = block.features();
        long[] ids = new long[order.length];
        double[] rows = new double[order.length * d];
        for (int i = 0; i < order.length; i++) {
            ids[i] = block.ids()[order[i]];
            System.arraycopy(block.rows(), order[i] * d, rows, i * d, d);
        }
        return new RecordBlock(d, ids, rows, block.flaws());
    }

    /** The first of several equal ids keeps it, the others get one made of it and their number. */
    private static long[] ownIds(long[] ascending) {
        long[] own = ascending.clone();
        for (int i = 1, occurrence = 0; i < own.length; i++) {
            occurrence = ascending[i] == ascending[i - 1] ? occurrence + 1 : 0;
            own[i] = occurrence == 0 ? ascending[i] : StableHash.fold(ascending[i], occurrence);
        }
        return own;
    }

    Tally tally(FeatureReader reader) {
        Tally tally = Tally.none(reader);
        flaws.forEach(tally::addFlaws);
        tally.duplicates()[0] = duplicates;
        for (int i = 0; i < parts.length; i++) {
            tally.parts()[parts[i].ordinal()]++;
            if (parts[i] == Split.Part.TRAIN) {
                for (int column = 0; column < records.features(); column++) {
                    tally.training()[column].add(records.rows()[i * records.features() + column]);
                }
            }
        }
        return tally;
    }

    WorkerShard standardised(Split.Part wanted, Standardization by) {
        int d = records.features();
        int[] chosen =
                IntStream.range(0, parts.length).filter(i -> parts[i] == wanted).toArray();
        long[] ids = new long[chosen.length];
        float[] rows = new float[chosen.length * d];
        for (int i = 0; i < chosen.length; i++) {
            ids[i] = records.ids()[chosen[i]];
            for (int column = 0; column < d; column++) {
                rows[i * d + column] = (float) by.standardize(column, records.rows()[chosen[i] * d + column]);
            }
        }
        return new WorkerShard(worker, d, ids, rows);
    }
}
