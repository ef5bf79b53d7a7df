package io.tacit.spark.config;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a model is trained.
 *
 * @param seed all randomness follows from it: initial parameters, split, batches, noise
 */
public record TrainingConfig(
        WorkConfig work,
        @Operational Budget budget,
        OptimizerConfig optimizer,
        AveragingConfig averaging,
        OuterConfig outer,
        @Operational TransportConfig transport,
        QuorumConfig quorum,
        WatchConfig watch,
        long seed) {

    public TrainingConfig {
        if (budget instanceof Budget.Seconds && optimizer.schedule().followsTraining()) {
            throw new IllegalArgumentException("training.optimizer.schedule.steps is missing: with training.seconds"
                    + " the number of steps is not known in advance; set it, or set rounds or epochs instead");
        }
        if (work.isTimed() && averaging.remembers() && transport.kind() == TransportConfig.Kind.RDD) {
            throw new IllegalArgumentException(
                    "training.roundSeconds: what workers remember (averaging.optimizerState ="
                            + " local, or compression that makes up for what it left out) may be made again on transport rdd, and"
                            + " the clock would not let it be the same; set transport.kind = akka, or leave roundSeconds out");
        }
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
        return settings.result(settings.attempt(Keys.SECONDS, TrainingConfig::read));
    }

    /** Why two runs of this configuration may end with other bits, a sentence each; empty where they may not. */
    public List<String> variations() {
        List<String> why = new ArrayList<>();
        if (budget instanceof Budget.Seconds) {
            why.add("training.seconds: the clock decides how many rounds and local steps there are");
        }
        if (work.isTimed()) {
            why.add("training.roundSeconds: the clock decides how many local steps a worker makes");
        }
        quorum.workers()
                .ifPresent(some -> why.add("training.quorum.workers: a round goes on without workers that are late"));
        return why;
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

    static TrainingConfig read(Settings settings) {
        return new TrainingConfig(
                WorkConfig.read(settings),
                Budget.read(settings),
                OptimizerConfig.read(settings),
                AveragingConfig.read(settings),
                OuterConfig.read(settings),
                TransportConfig.read(settings),
                QuorumConfig.read(settings),
                WatchConfig.read(settings),
                settings.get(Keys.SEED));
    }
}
