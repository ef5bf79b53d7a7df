package io.tacit.spark.config;

import java.util.List;

/** How long training goes on. */
public sealed interface Budget {
    List<Key<?>> KEYS = List.of(TrainingKeys.ROUNDS, TrainingKeys.EPOCHS, TrainingKeys.SECONDS);
    Budget DEFAULT = new Rounds(100);

    /** So many rounds. */
    record Rounds(int count) implements Budget {
        public Rounds {
            TrainingKeys.ROUNDS.require(count);
        }
    }

    /** Until every training record was used so many times, on average. */
    record Epochs(double count) implements Budget {
        public Epochs {
            TrainingKeys.EPOCHS.require(count);
        }
    }

    /** Until so much time has passed; the one budget under which two runs may differ. */
    record Seconds(double count) implements Budget {
        public Seconds {
            TrainingKeys.SECONDS.require(count);
        }
    }

    static Budget read(Settings settings) {
        List<Key<?>> given = KEYS.stream().filter(settings::has).toList();
        given.stream()
                .skip(1)
                .forEach(key -> settings.refuse(
                        key,
                        "expected one of rounds, epochs and seconds, but "
                                + given.get(0).path() + " is set as well"));
        return settings.find(TrainingKeys.ROUNDS)
                .<Budget>map(Rounds::new)
                .or(() -> settings.find(TrainingKeys.EPOCHS).map(Epochs::new))
                .or(() -> settings.find(TrainingKeys.SECONDS).map(Seconds::new))
                .orElse(DEFAULT);
    }
}
