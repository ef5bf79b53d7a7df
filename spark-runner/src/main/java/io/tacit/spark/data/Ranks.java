package io.tacit.spark.data;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import scala.Tuple2;

/**
 * Gives every record that is identified by its content an id of its own, and sends it where that id puts it: the first
 * record of a content keeps the hash of the content, the k-th one after it gets a hash of that and k. Equal records are
 * interchangeable, so only how many there are matters, and the ids do not depend on order or partitions. Contents whose
 * hashes collide are counted on, in the order of their values.
 *
 * <p>All records of one content have to come together in one task; there they are one record with a number, so that a
 * table of few different records needs no memory. Their own ids then spread them over all workers.
 */
final class Ranks implements Iterator<Tuple2<Integer, RecordBlock>> {
    private final RecordBlock ordered;
    private final Placement placement;
    private final Outgoing outgoing;
    private final Queue<Tuple2<Integer, RecordBlock>> ready = new ArrayDeque<>();
    private int record;
    private long time;
    private long rank;
    private int drained;

    Ranks(int features, Placement placement, Iterator<RecordBlock> arrived) {
        List<RecordBlock> blocks = RecordOrder.listed(arrived);
        ordered = RecordOrder.ordered(features, blocks);
        this.placement = placement;
        outgoing = new Outgoing(placement.targets(), features);
        RecordBlock nothing = outgoing.take(0);
        blocks.stream()
                .filter(block -> block.flaws().length > 0)
                .forEach(block -> ready.add(new Tuple2<>(0, nothing.with(block.flaws()))));
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && record < ordered.ids().length) {
            send();
        }
        while (ready.isEmpty() && drained < outgoing.targets()) {
            RecordBlock rest = outgoing.take(drained);
            if (rest.ids().length > 0) {
                ready.add(new Tuple2<>(drained, rest));
            }
            drained++;
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, RecordBlock> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private void send() {
        long id = StableHash.ofRank(ordered.ids()[record], rank);
        int target = placement.target(id);
        Optional<RecordBlock> full = outgoing.add(target, id, ordered.rows(), record * ordered.features());
        full.ifPresent(block -> ready.add(new Tuple2<>(target, block)));
        advance();
    }

    private void advance() {
        rank++;
        if (++time < ordered.times(record)) {
            return;
        }
        time = 0;
        record++;
        if (record < ordered.ids().length && ordered.ids()[record] != ordered.ids()[record - 1]) {
            rank = 0;
        }
    }
}
