package io.tacit.spark.driver;

import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Of a run without an output directory: what it tells is forgotten when it ends. */
final class VolatileJournal implements Journal {
    private final Progress progress;
    private final List<RoundRecord> rounds = new ArrayList<>();

    VolatileJournal(Progress progress) {
        this.progress = progress;
    }

    @Override
    public Optional<RunState> resumed() {
        return Optional.empty();
    }

    @Override
    public boolean keeps(RunState after) {
        return false;
    }

    @Override
    public void round(RunState after, RoundRecord record) {
        lost(record);
    }

    @Override
    public void lost(RoundRecord record) {
        rounds.add(record);
        progress.round(record);
    }

    @Override
    public void warn(String line) {
        progress.note(line);
    }

    @Override
    public void end(RunState last) {}

    @Override
    public List<RoundRecord> rounds() {
        return List.copyOf(rounds);
    }

    @Override
    public void close() {}
}
