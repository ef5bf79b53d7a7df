package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers in memory; another run may go on from any state of it. */
final class MemoryJournal implements Journal {
    final List<RunState> states = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    /** Where it ended. */
    Optional<RunState> end = Optional.empty();

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
    public void lost(RoundRecord record) {
        records.add(record);
    }

    @Override
    public void warn(String line) {
        warnings.add(line);
    }

    @Override
    public void end(RunState last) {
        end = Optional.of(last);
    }

    @Override
    public List<RoundRecord> rounds() {
        return records;
    }

    @Override
    public void close() {}
}
