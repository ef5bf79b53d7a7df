package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.spark.worker.TooManyRecordsException;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A piece of the records of one worker as they were read, in the order that makes everything after it deterministic ({@link RecordOrder}). Equal ids are
 * told apart by counting, so that every record has an id of its own.
 *
 * @param piece its number among those of all workers
 * @param records with their final ids, in the order of those that they were read with
 * @param parts of the split that the records belong to
 * @param repeated records that repeat another, as {@link RecordIdentity} counts them
 * @param flaws records left out, as {@link Tally} counts them
 * @param misfits values that are no multiples of the step of their column, by feature
 */
record RawShard(int piece, RecordBlock records, Split.Part[] parts, long repeated, List<long[]> flaws, long[] misfits) {
    /** From the blocks that reached it, in whatever order. */
    static RawShard assemble(int piece, int features, Placement placement, Iterator<RecordBlock> arrived) {
        List<RecordBlock> blocks = RecordOrder.listed(arrived);
        List<long[]> flaws = blocks.stream().map(RecordBlock::flaws).toList();
        RecordBlock all = expanded(RecordOrder.ordered(features, blocks));
        // The split goes by the id as read: records of one id stay on the same side.
        Split.Part[] parts = Arrays.stream(all.ids()).mapToObj(placement::part).toArray(Split.Part[]::new);
        long[] own = ownIds(all.ids());
        long repeated = placement.identity().repeated(all);
        RecordBlock records = new RecordBlock(features, own, all.rows(), new long[0], new long[0]);
        return new RawShard(piece, records, parts, repeated, flaws, new long[features]);
    }

    /** With every record as often as it is there. */
    private static RecordBlock expanded(RecordBlock counted) {
        if (counted.times().length == 0) {
            return counted;
        }
        int d = counted.features();
        long count = Arrays.stream(counted.times()).sum();
        TooManyRecordsException.refuse(count, d);
        long[] ids = new long[(int) count];
        double[] rows = new double[(int) count * d];
        for (int i = 0, at = 0; i < counted.ids().length; i++) {
            for (long time = 0; time < counted.times(i); time++, at++) {
                ids[at] = counted.ids()[i];
                System.arraycopy(counted.rows(), i * d, rows, at * d, d);
            }
        }
        return new RecordBlock(d, ids, rows, new long[0], new long[0]);
    }

    /** The first of several equal ids keeps it, the others get one made of it and their number. */
    private static long[] ownIds(long[] ids) {
        long[] own = ids.clone();
        for (int i = 1, occurrence = 0; i < own.length; i++) {
            occurrence = ids[i] == ids[i - 1] ? occurrence + 1 : 0;
            own[i] = StableHash.ofRank(ids[i], occurrence);
        }
        return own;
    }

    /** Of a record's id, part and values. */
    private long hash(int i) {
        long hash = StableHash.fold(records.ids()[i], parts[i].ordinal());
        for (int column = 0; column < records.features(); column++) {
            double value = records.rows()[i * records.features() + column];
            hash = StableHash.fold(hash, Double.doubleToLongBits(value + 0.0));
        }
        return hash;
    }

    /** With the gaps between the values of dequantised columns filled, and the misfits among them counted. */
    RawShard dequantised(Dequantization by) {
        return by.isNone() ? this : new RawShard(piece, by.fill(records), parts, repeated, flaws, by.misfits(records));
    }

    Tally tally(FeatureReader reader) {
        Tally tally = Tally.none(reader);
        flaws.forEach(tally::addFlaws);
        tally.repeated()[0] = repeated;
        tally.addMisfits(misfits);
        for (int i = 0; i < parts.length; i++) {
            tally.addRecord(parts[i], records.rows(), i * records.features());
        }
        tally.content()[0] = content();
        return tally;
    }

    /** Sum of the hashes of all records, which does not depend on their order. */
    private long content() {
        long sum = 0;
        for (int i = 0; i < parts.length; i++) {
            sum += hash(i);
        }
        return sum;
    }

    /**
     * Passes where the records are those that were there before: Spark reads a table again where an executor was lost with what it
     * held, and takes what it finds.
     */
    RawShard demand(int worker, long content) {
        if (content() != content) {
            throw DataException.ofRecords(
                    "the data have changed since training began: what an executor held was lost, and reading"
                            + " the records of worker " + worker
                            + " again gave others; put back what was there, or start anew in another"
                            + " output directory");
        }
        return this;
    }

    WorkerShard standardised(int worker, Split.Part wanted, Standardization by) {
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
        return WorkerShard.rows(worker, d, ids, rows);
    }
}
