package io.tacit.spark.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tacit.core.io.FormatException;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.average.OuterState;
import io.tacit.spark.checkpoint.Attempts;
import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.checkpoint.CheckpointStore;
import io.tacit.spark.checkpoint.Cursor;
import io.tacit.spark.checkpoint.FoundCheckpoint;
import io.tacit.spark.checkpoint.UnusableCheckpointsException;
import io.tacit.spark.config.WatchConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.MetricsLog;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RoundJson;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.worker.PhaseStart;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checkpoints, metrics and progress of a run with an output directory. */
final class OutputJournal implements Journal {
    private static final String INNER = "inner";
    private static final String OUTER = "outer";
    /** Of worker w: {@code own-w}, {@code residual-w}. */
    private static final String OWN = "own-";

    private static final String RESIDUAL = "residual-";

    private static final String BEST = "best";
    private static final String EMA = "ema";
    private static final String PLACING = "placing";

    private final Output output;
    private final Identity identity;
    private final WatchConfig watch;
    private final Progress progress;
    private final CheckpointStore store;
    private final List<RoundRecord> rounds = new ArrayList<>();
    private final Optional<RunState> resumed;
    private final MetricsLog metrics;
    private int saved;

    /** What makes checkpoints of this run its own. */
    record Identity(Origin origin, String dataDigest, ParamLayout layout, Precision precision, long seed) {
        static Identity of(Origin origin, TrainingJob job, PreparedData data) {
            return new Identity(
                    origin,
                    data.digest(),
                    job.recipe().model().objective().layout(),
                    job.recipe().engine().precision(),
                    job.training().seed());
        }

        private void demandOf(Checkpoint checkpoint) {
            checkpoint.demandData(dataDigest);
            checkpoint.demandModel(layout, precision);
        }
    }

    /** @param from the checkpoint to go on from, if any */
    OutputJournal(Output output, Identity identity, WatchConfig watch, Progress progress, Optional<Checkpoint> from) {
        this.output = output;
        this.identity = identity;
        this.watch = watch;
        this.progress = progress;
        from.ifPresent(identity::demandOf);
        store = output.checkpoints(watch.keepCheckpoints());
        from.ifPresent(checkpoint -> checkpoint.metrics().forEach(line -> rounds.add(parsed(line))));
        resumed = from.map(this::state);
        saved = resumed.map(RunState::finished).orElse(0);
        metrics = MetricsLog.open(output.metrics(), output.hadoop(), rounds);
    }

    @Override
    public Optional<RunState> resumed() {
        return resumed;
    }

    @Override
    public boolean keeps(RunState after) {
        return after.finished() % watch.checkpointEvery() == 0;
    }

    @Override
    public void round(RunState after, RoundRecord record) {
        lost(record);
        if (keeps(after)) {
            save(after);
        }
    }

    /** In the metrics, but in no checkpoint. */
    @Override
    public void lost(RoundRecord record) {
        rounds.add(record);
        metrics.append(record);
        progress.round(record);
    }

    @Override
    public void warn(String line) {
        progress.note(line);
    }

    @Override
    public void end(RunState last) {
        if (last.finished() > saved) {
            save(last);
        }
    }

    @Override
    public List<RoundRecord> rounds() {
        return List.copyOf(rounds);
    }

    @Override
    public void close() {
        try (MetricsLog closing = metrics) {
            if (output.isHeld()) {
                closing.publish();
            }
        }
    }

    private void save(RunState state) {
        Checkpoint checkpoint = checkpoint(state);
        String what = "the checkpoint of round " + state.finished() + " cannot be written to " + output.root();
        try {
            Attempts.FEW.at(() -> write(checkpoint), why -> progress.note(what + ": " + why));
            saved = state.finished();
        } catch (IOException e) {
            throw new UncheckedIOException(what + "; earlier ones are kept", e);
        }
        tidyUp();
    }

    private void write(Checkpoint checkpoint) throws IOException {
        output.demandHeld();
        store.save(checkpoint);
    }

    /** What fails here is done with the next checkpoint. */
    private void tidyUp() {
        try {
            store.prune(saved);
            metrics.publish();
        } catch (IOException | UncheckedIOException e) {
            progress.note("the checkpoint of round " + saved + " is written, but older ones could not be deleted or the"
                    + " metrics not be brought up to date: " + e.getMessage());
        }
    }

    private Checkpoint checkpoint(RunState state) {
        Map<String, OptimizerState> optimizers = new LinkedHashMap<>();
        optimizers.put(INNER, state.next().optimizer());
        optimizers.put(OUTER, state.outer().optimizer());
        Map<String, FlatVector> extra = new LinkedHashMap<>();
        state.outer().ema().ifPresent(ema -> extra.put(EMA, ema));
        state.watch().best().ifPresent(best -> extra.put(BEST, best.theta()));
        state.placing().ifPresent(placing -> extra.put(PLACING, placing));
        if (state.next().workerStates() instanceof WorkerStates.Given given) {
            given.byRank().forEach((rank, memory) -> {
                memory.optimizer().ifPresent(own -> optimizers.put(OWN + rank, own));
                memory.residual().ifPresent(residual -> extra.put(RESIDUAL + rank, residual));
            });
        }
        PhaseStart phase = state.next().phase();
        Cursor cursor = new Cursor(
                state.finished(),
                state.next().firstStep(),
                new Cursor.Phase(phase.index(), phase.firstRound(), phase.firstStep(), phase.seconds()),
                identity.seed(),
                state.examples(),
                state.seconds());
        return new Checkpoint(
                identity.origin().hash(),
                identity.origin().settings(),
                identity.dataDigest(),
                cursor,
                identity.layout(),
                state.theta(),
                optimizers,
                extra,
                rounds.stream().map(RoundJson::line).toList());
    }

    private RunState state(Checkpoint checkpoint) {
        Cursor cursor = checkpoint.cursor();
        Cursor.Phase phase = cursor.phase();
        RoundStart next = new RoundStart(
                        cursor.round() + 1,
                        cursor.step(),
                        checkpoint.theta(),
                        inner(checkpoint),
                        workerStates(checkpoint))
                .in(new PhaseStart(
                        phase.index(), phase.firstRound(), phase.firstStep(), phase.seconds(), Long.MAX_VALUE));
        return new RunState(
                next,
                outer(checkpoint),
                cursor.examples(),
                cursor.seconds(),
                watched(checkpoint),
                Optional.ofNullable(checkpoint.extra().get(PLACING)));
    }

    private static OptimizerState inner(Checkpoint checkpoint) {
        return checkpoint.optimizers().getOrDefault(INNER, new OptimizerState(0, Map.of()));
    }

    private static WorkerStates workerStates(Checkpoint checkpoint) {
        Map<Integer, WorkerState> byRank = new TreeMap<>();
        checkpoint.optimizers().forEach((name, state) -> rank(OWN, name)
                .ifPresent(rank -> byRank.put(rank, new WorkerState(Optional.of(state), Optional.empty()))));
        checkpoint.extra().forEach((name, residual) -> rank(RESIDUAL, name)
                .ifPresent(rank -> byRank.merge(
                        rank,
                        new WorkerState(Optional.empty(), Optional.of(residual)),
                        (one, other) -> new WorkerState(one.optimizer(), other.residual()))));
        return new WorkerStates.Given(byRank);
    }

    private static Optional<Integer> rank(String prefix, String name) {
        return name.matches(prefix + "\\d{1,9}")
                ? Optional.of(Integer.valueOf(name.substring(prefix.length())))
                : Optional.empty();
    }

    private static OuterState outer(Checkpoint checkpoint) {
        OptimizerState optimizer = checkpoint.optimizers().getOrDefault(OUTER, OuterState.NOTHING.optimizer());
        return new OuterState(optimizer, Optional.ofNullable(checkpoint.extra().get(EMA)));
    }

    /** What the recorded evaluations said, with the best parameters as the checkpoint holds them. */
    private BestSoFar watched(Checkpoint checkpoint) {
        FlatVector best = checkpoint.extra().getOrDefault(BEST, checkpoint.theta());
        BestSoFar state = BestSoFar.NOTHING_YET;
        int phase = 1;
        for (RoundRecord record : rounds) {
            state = record.phase().number() == phase ? state : state.afresh();
            phase = record.phase().number();
            Optional<Estimate> validation = record.likelihood().validation();
            if (validation.isPresent()) {
                double nll = validation.get().mean();
                state = watch.counts(record.round())
                        ? state.after(record.round(), nll, best)
                        : state.seeing(record.round(), nll);
            }
        }
        return state;
    }

    private static RoundRecord parsed(String line) {
        try {
            return RoundJson.parse(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the checkpoint's metrics cannot be read", e);
        }
    }

    /** The newest checkpoint that verifies and belongs to this configuration; what was skipped is told. */
    static Optional<Checkpoint> newest(Output output, WatchConfig watch, Origin origin, Progress progress) {
        try {
            FoundCheckpoint found =
                    output.checkpoints(watch.keepCheckpoints()).newest(CheckpointStore.OnDamage.FALL_BACK);
            found.skipped().forEach(what -> progress.note("skipped: " + what));
            found.restored().ifPresent(restored -> origin.demandOf(restored.checkpoint()));
            progress.note(found.whereItGoesOn(output.root()));
            return found.restored().map(FoundCheckpoint.Restored::checkpoint);
        } catch (FormatException e) {
            throw new UnusableCheckpointsException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + output.root() + " cannot be read", e);
        }
    }
}
