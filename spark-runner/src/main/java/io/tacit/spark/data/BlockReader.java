package io.tacit.spark.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Reads the rows of one partition into blocks addressed to workers; the last block also carries the flaws found. */
final class BlockReader implements Iterator<Tuple2<Integer, RecordBlock>> {
    private static final int MOST_ROWS = 4096;
    private static final long BYTES_WAITING = 64L << 20;

    private final Iterator<Row> rows;
    private final FeatureReader reader;
    private final Placement placement;
    private final Pending[] pending;
    private final int rowsPerBlock;
    private final double[] values;
    private final long[] flaws;
    private int drained;

    BlockReader(Iterator<Row> rows, FeatureReader reader, Placement placement) {
        this.rows = rows;
        this.reader = reader;
        this.placement = placement;
        pending = new Pending[placement.workers()];
        Arrays.setAll(pending, w -> new Pending());
        long rowBytes = (long) Double.BYTES * reader.dimension() * placement.workers();
        rowsPerBlock = (int) Math.max(1, Math.min(MOST_ROWS, BYTES_WAITING / rowBytes));
        values = new double[reader.dimension()];
        flaws = new long[Tally.flawCells(reader)];
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext() || drained < pending.length;
    }

    /** The next full block, or once the rows are used up, what is left for each worker in turn. */
    @Override
    public Tuple2<Integer, RecordBlock> next() {
        while (rows.hasNext()) {
            Row row = rows.next();
            Optional<FeatureReader.Flaw> flaw = reader.flaw(row);
            if (flaw.isPresent()) {
                flaws[Tally.flawCell(flaw.get())]++;
                continue;
            }
            reader.read(row, values);
            long id = reader.id(row, values);
            int worker = placement.worker(id);
            if (pending[worker].add(id) == rowsPerBlock) {
                return new Tuple2<>(worker, pending[worker].take(new long[0]));
            }
        }
        if (drained == pending.length) {
            throw new NoSuchElementException();
        }
        int worker = drained++;
        return new Tuple2<>(worker, pending[worker].take(worker == 0 ? flaws : new long[0]));
    }

    /** The rows of one worker that do not yet fill a block. */
    private final class Pending {
        private long[] ids = new long[8];
        private double[] records = new double[8 * reader.dimension()];
        private int count;

        int add(long id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, 2 * count);
                records = Arrays.copyOf(records, 2 * records.length);
            }
            ids[count] = id;
            System.arraycopy(values, 0, records, count * values.length, values.length);
            return ++count;
        }

        RecordBlock take(long[] flawsFound) {
            int n = count;
            count = 0;
            return new RecordBlock(
                    values.length, Arrays.copyOf(ids, n), Arrays.copyOf(records, n * values.length), flawsFound);
        }
    }
}
