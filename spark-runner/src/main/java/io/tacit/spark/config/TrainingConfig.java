package io.tacit.spark.config;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a model is trained.
 *
 * @param phases one after the other; their shares of the budget add up to 1
 * @param seed all randomness follows from it: initial parameters, split, batches, noise
 */
public record TrainingConfig(
        List<PhaseConfig> phases,
        @Operational Budget budget,
        AveragingConfig averaging,
        OuterConfig outer,
        @Operational TransportConfig transport,
        QuorumConfig quorum,
        WatchConfig watch,
        long seed) {

    public TrainingConfig {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("training.phases: expected one or more, got none");
        }
        for (int i = 1; i < phases.size(); i++) {
            demandCarried(phases.get(i - 1), phases.get(i));
        }
        if (phases.get(0).work().isTimed() && averaging.remembers() && transport.kind() == TransportConfig.Kind.RDD) {
            throw new IllegalArgumentException(
                    "training.roundSeconds: what workers remember (averaging.optimizerState ="
                            + " local, or compression that makes up for what it left out) may be made again on transport rdd, and"
                            + " the clock would not let it be the same; set transport.kind = akka, or leave roundSeconds out");
        }
    }

    private static void demandCarried(PhaseConfig before, PhaseConfig phase) {
        boolean same = before.optimizer().remembersLike(phase.optimizer());
        if (phase.entry() == PhaseConfig.Entry.CARRIED && !same) {
            throw new IllegalArgumentException(
                    "training.phases: optimizerState = carried needs the optimizer of the phase before, "
                            + before.optimizer().inWords() + ", got "
                            + phase.optimizer().inWords() + "; choose the same one, or optimizerState = fresh");
        }
    }

    /** Logical workers, the same ones in every phase. */
    public int workers() {
        return phases.get(0).work().workers();
    }

    /**
     * From the keys below {@code training}, as they stand in a file; those that are not set have their defaults.
     *
     * @throws ConfigProblems naming everything that is wrong
     */
    public static TrainingConfig parse(String hocon) {
        Settings settings = new Settings(
                ConfigFactory.parseString(hocon).resolve().atPath("training"), "training settings", Map.of());
        settings.refuseUnknown();
        return settings.result(settings.attempt(TrainingKeys.SECONDS, all -> read(all, List.of(Aim.Name.LIKELIHOOD))));
    }

    /** Why two runs of this configuration may end with other bits, a sentence each; empty where they may not. */
    public List<String> variations() {
        List<String> why = new ArrayList<>();
        if (budget instanceof Budget.Seconds) {
            why.add("training.seconds: the clock decides how many rounds and local steps there are");
        }
        if (phases.get(0).work().isTimed()) {
            why.add("training.roundSeconds: the clock decides how many local steps a worker makes");
        }
        quorum.workers()
                .ifPresent(some -> why.add("training.quorum.workers: a round goes on without workers that are late"));
        return why;
    }

    /** Whether a phase is one of flow matching. */
    boolean matches() {
        return phases.stream().anyMatch(phase -> phase.aim() instanceof Aim.FlowMatching);
    }

    /** Whether the length of training decides what its rounds compute. */
    boolean followsBudget() {
        return phases.size() > 1 || phases.get(0).optimizer().schedule().followsTraining();
    }

    /** SHA-256 of everything that the result depends on. */
    public String hash() {
        return ConfigHash.of(this);
    }

    /** Everything that the result depends on, by name. */
    public Map<String, String> decisive() {
        return ConfigHash.decisive("", this, this);
    }

    public static TrainingConfig defaults() {
        return parse("");
    }

    /** @param otherwise phases of a training that names none */
    static TrainingConfig read(Settings settings, List<Aim.Name> otherwise) {
        Phases phases = Phases.read(settings, otherwise);
        return new TrainingConfig(
                phases.list(),
                phases.rounds().orElseGet(() -> Budget.read(settings)),
                AveragingConfig.read(settings),
                OuterConfig.read(settings),
                TransportConfig.read(settings),
                QuorumConfig.read(settings),
                WatchConfig.read(settings),
                settings.get(TrainingKeys.SEED));
    }
}
