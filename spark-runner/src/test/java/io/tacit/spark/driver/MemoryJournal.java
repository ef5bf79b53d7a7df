package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers in memory; another run may go on from any state of it. */
final class MemoryJournal implements Journal {
    final List<RunState> states = new ArrayList<>();
    private final List<RoundRecord> records = new ArrayList<>();
    private final Optional<RunState> resumed;

    MemoryJournal(Optional<RunState> resumed) {
        this.resumed = resumed;
    }

    static MemoryJournal fresh() {
        return new MemoryJournal(Optional.empty());
    }

    @Override
    public Optional<RunState> resumed() {
        return resumed;
    }

    @Override
    public boolean keeps(RunState after) {
        return true;
    }

    @Override
    public void round(RunState after, RoundRecord record) {
        states.add(after);
        records.add(record);
    }

    @Override
    public void end(RunState last) {}

    @Override
    public List<RoundRecord> rounds() {
        return records;
    }

    @Override
    public void close() {}
}
