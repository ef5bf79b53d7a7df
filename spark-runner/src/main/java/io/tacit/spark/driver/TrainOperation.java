package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.engine.Engines;
import io.tacit.spark.checkpoint.Checkpoint;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.evaluate.MixtureEffort;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.StoredModel;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** {@code train}: from a configuration to a model, its figures and its report. */
final class TrainOperation {
    private static final String KIND = "cnf";
    private final SparkSession spark;
    private final TrainRequest request;
    private final RunConfig config;
    private final Progress progress;
    /** What there is already, and how to go on, for a user who interrupts the run. */
    private String left = "nothing was trained yet; start again with the same command";

    TrainOperation(SparkSession spark, TrainRequest request) {
        this.spark = spark;
        this.request = request;
        this.config = request.config().config();
        this.progress = request.progress();
    }

    Summary run() {
        GpuDemand.check(spark.sparkContext().getConf(), device(), config.model().precision(), GpuDemand.Stages.OWN);
        new Apart(spark.sparkContext().hadoopConfiguration())
                .conflict(config.output(), config.data().path())
                .ifPresent(conflict -> {
                    throw refused(conflict);
                });
        TableSource source = TableSource.of(spark, config.data());
        TrainingJob job = job(source); // before anything is written: it may refuse
        try (Output output = Output.open(config.output(), spark.sparkContext().hadoopConfiguration())) {
            Optional<Checkpoint> from = start(output);
            try (PreparedData data = source.prepared(job);
                    Journal journal = journal(output, job, data, from);
                    Transport transport = job.transport(data)) {
                Trained trained = trained(output, () -> job.train(data, transport, journal));
                return trained.ending().isRegular()
                        ? finished(output, job, data, transport, journal, trained)
                        : interrupted(output, job, data, trained);
            }
        } catch (StoppedException e) {
            return Summary.endedBy(Summary.Ending.INTERRUPTED, e.getMessage() + "; " + left);
        }
    }

    /** Where rounds end with a failure, what they have led to is told before it. */
    private Trained trained(Output output, Supplier<Trained> rounds) {
        try {
            return rounds.get();
        } catch (RuntimeException | Error e) {
            output.newestCheckpoint()
                    .ifPresent(round -> progress.note("training failed; the checkpoint of round " + round
                            + " is kept in "
                            + config.output() + ": when the cause below is removed, go on with the same command and"
                            + " --resume"));
            throw e;
        }
    }

    private Optional<Checkpoint> start(Output output) {
        if (request.start() == TrainRequest.Start.RESUME) {
            return OutputJournal.newest(output, config.training().watch(), origin(), progress);
        }
        if (output.isUsed()) {
            throw refused(config.output() + " already holds rounds of an earlier run; go on with --resume, or choose"
                    + " another directory");
        }
        return Optional.empty();
    }

    private Origin origin() {
        return Origin.of(request.config());
    }

    private ConfigProblems refused(String what) {
        return new ConfigProblems(List.of(request.config().problem("output", what, Optional.empty())));
    }

    private Engines.Choice device() {
        return config.engine().device();
    }

    private TrainingJob job(TableSource source) {
        source.notes().forEach(progress::note);
        DataPlan plan = source.plan(config);
        demandMemory(plan.columns().dimension());
        int threads = Threads.perTask(
                spark.sparkContext(),
                config.engine().threads(),
                config.training().workers());
        EngineChoice engine = new EngineChoice(device(), config.model().precision(), threads);
        CnfFactory factory = new CnfFactory(config.model(), plan.columns().dimension());
        return new TrainingJob(
                source.table(), plan, ModelRecipe.of(factory, engine), config.training(), request.stop(), progress);
    }

    private void demandMemory(int dimension) {
        MemoryDemand demand = MemoryDemand.of(config, dimension);
        int workers = config.training().workers();
        demand.shortage(spark.sparkContext(), workers).ifPresent(shortage -> {
            throw new ConfigProblems(List.of(request.config().problem("model.hidden", shortage, Optional.empty())));
        });
        demand.note(workers).ifPresent(progress::note);
    }

    private Journal journal(Output output, TrainingJob job, PreparedData data, Optional<Checkpoint> from) {
        OutputJournal.Identity identity = OutputJournal.Identity.of(origin(), job, data);
        return new OutputJournal(output, identity, config.training().watch(), progress, from);
    }

    private Summary interrupted(Output output, TrainingJob job, PreparedData data, Trained trained) {
        int round = trained.last().finished();
        if (trained.ending().kind() == Ending.Kind.DIVERGED) {
            return diverged(output, job, data, trained).with("rounds", round);
        }
        String advice = round == 0
                ? "interrupted before the first round ended; start again with the same command"
                : "interrupted; a checkpoint of round " + round + " is in " + config.output()
                        + "; go on with the same command and --resume";
        return Summary.endedBy(Summary.Ending.INTERRUPTED, advice).with("rounds", round);
    }

    /** What was good before is not lost. */
    private Summary diverged(Output output, TrainingJob job, PreparedData data, Trained trained) {
        Kept kept = trained.kept();
        String message = trained.ending().message()
                + output.newestCheckpoint()
                        .map(round -> "; the last good checkpoint is kept, that of round " + round)
                        .orElse("; there is no checkpoint yet");
        if (kept.nll().isEmpty()) {
            return Summary.endedBy(Summary.Ending.DIVERGED, message);
        }
        save(output, job, data, trained, Map.of());
        String where = String.format(
                Locale.ROOT,
                ". The best model before, of round %d with a validation NLL of %.4f nats, is in %s",
                kept.round(),
                kept.nll().get(),
                output.model());
        return Summary.endedBy(Summary.Ending.DIVERGED, message + where)
                .with("keptRound", kept.round())
                .with("thetaSha256", kept.theta().sha256());
    }

    private Summary finished(
            Output output, TrainingJob job, PreparedData data, Transport transport, Journal journal, Trained trained) {
        progress.note(trained.ending().message());
        progress.note(trained.kept().inWords(trained.last()));
        Optional<MixtureSettings> mixture = HeldOutResult.mixture(
                        config.training().watch())
                .map(settings -> affordable(settings, data, journal, trained));
        Map<String, String> more = mixture.map(settings -> Map.of(
                        HeldOutResult.PASSES, Integer.toString(settings.iterations()),
                        HeldOutResult.RECORDS,
                                Long.toString(Math.min(
                                        settings.records(), data.summary().count(Split.Part.TRAIN)))))
                .orElse(Map.of());
        save(output, job, data, trained, more);
        left = "the model is in " + output.model()
                + "; the same command with --resume measures it and writes the report";
        transport.close(); // resident hosts would keep the slots from the jobs that follow
        AfterTraining after = new AfterTraining(request, job, data, output, trained, mixture);
        return after.run(journal.rounds());
    }

    private MixtureSettings affordable(MixtureSettings settings, PreparedData data, Journal journal, Trained trained) {
        double evaluations = journal.rounds().stream()
                .mapToDouble(RoundRecord::fieldEvaluations)
                .sum();
        MixtureEffort effort = new MixtureEffort(
                data.summary().count(Split.Part.TRAIN), data.columns().dimension());
        Optional<Integer> asked = config.training().watch().mixturePasses();
        if (asked.isPresent()) {
            return settings.within(asked.get());
        }
        MixtureEffort.Allowance allowed =
                effort.beside(settings, evaluations, trained.theta().length());
        if ((allowed.passes() < settings.iterations() || allowed.records() < effort.records())
                && HeldOutResult.isFitted(data, settings)) {
            progress.note("the mixture of " + settings.components() + " Gaussians is fitted in " + allowed.inWords()
                    + "; --mixture-passes " + settings.iterations() + " would fit it longer, to all records");
        }
        return settings.within(allowed.passes()).sampled(allowed.records());
    }

    private void save(Output output, TrainingJob job, PreparedData data, Trained trained, Map<String, String> more) {
        Map<String, String> notes = new LinkedHashMap<>(more);
        notes.put("configHash", config.hash());
        notes.put("written", Instant.now().toString());
        notes.put("rounds", Integer.toString(trained.last().finished()));
        notes.put("keptRound", Integer.toString(trained.kept().round()));
        notes.put("examples", Long.toString(trained.last().examples()));
        notes.put(
                "sameBits",
                config.training().variations().isEmpty()
                        ? "yes"
                        : "no: " + String.join("; ", config.training().variations()));
        notes.put("outcome", trained.ending().kind().text());
        StoredModel model = new StoredModel(
                KIND,
                data.columns().features(),
                data.standardization(),
                request.config().given(),
                job.recipe().model().objective().layout(),
                trained.theta(),
                notes);
        try {
            output.demandHeld();
            model.save(output.files(), output.model());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the model cannot be written to " + output.model() + "; the last checkpoint is kept", e);
        }
    }
}
