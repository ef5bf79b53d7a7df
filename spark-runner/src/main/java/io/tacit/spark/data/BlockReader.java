package io.tacit.spark.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Reads the rows of one partition into blocks addressed by id; the last block also carries the flaws found. */
final class BlockReader implements Iterator<Tuple2<Integer, RecordBlock>> {
    private final Iterator<Row> rows;
    private final FeatureReader reader;
    private final Placement placement;
    private final Outgoing outgoing;
    private final double[] values;
    private final long[] flaws;
    private int drained;

    BlockReader(Iterator<Row> rows, FeatureReader reader, Placement placement) {
        this.rows = rows;
        this.reader = reader;
        this.placement = placement;
        outgoing = new Outgoing(placement.targets(), reader.dimension());
        values = new double[reader.dimension()];
        flaws = new long[Tally.flawCells(reader)];
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext() || drained < outgoing.targets();
    }

    /** The next full block, or once the rows are used up, what is left for each target in turn. */
    @Override
    public Tuple2<Integer, RecordBlock> next() {
        while (rows.hasNext()) {
            Row row = rows.next();
            reader.read(row, values);
            // Text is read once where it is a number, as nearly all of it is.
            Optional<FeatureReader.Flaw> flaw = reader.isUsable(row, values) ? Optional.empty() : reader.flaw(row);
            if (flaw.isPresent()) {
                flaws[Tally.flawCell(flaw.get())]++;
                continue;
            }
            long id = reader.id(row, values);
            int target = placement.target(id);
            Optional<RecordBlock> full = outgoing.add(target, id, values, 0);
            if (full.isPresent()) {
                return new Tuple2<>(target, full.get());
            }
        }
        if (drained == outgoing.targets()) {
            throw new NoSuchElementException();
        }
        int target = drained++;
        RecordBlock rest = outgoing.take(target);
        return new Tuple2<>(target, target == 0 ? rest.with(flaws) : rest);
    }
}
