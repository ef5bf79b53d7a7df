package io.tacit.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can stand in one element of {@code training.phases}: keys of its own, and keys of {@code training} that it may set anew. */
final class PhaseKeys {
    /** Where the keys of its own are found when it is read. */
    static final String OWN = "phase";

    private static final String TRAINING = "training.";
    private static final String NOTHING = "";

    static final Key<Aim.Name> OBJECTIVE =
            own("objective", Kind.choice(Aim.Name.class), NOTHING, "What the phase minimises");
    static final Key<Double> SHARE = own(
            "share",
            Kind.real("a number above 0 and at most 1", x -> x > 0 && x <= 1),
            NOTHING,
            "Its share of the length of training");
    static final Key<Integer> ROUNDS = own("rounds", Kind.whole(1), NOTHING, "Its length, in place of a share");
    static final Key<PhaseConfig.Entry> OPTIMIZER_STATE = own(
            "optimizerState",
            Kind.choice(PhaseConfig.Entry.class),
            "fresh",
            "What becomes of the optimizers' states when it begins");

    private PhaseKeys() {}

    private static <T> Key<T> own(String name, Kind<T> kind, String fallback, String meaning) {
        return new Key<>(OWN + "." + name, NOTHING, kind, fallback, NOTHING, meaning);
    }

    /** Keys of {@code training} that hold for a phase, and that it may set for itself. */
    static List<Key<?>> ofTraining() {
        List<Key<?>> keys =
                new ArrayList<>(List.of(TrainingKeys.BATCH, TrainingKeys.LOCAL_STEPS, TrainingKeys.SINGLE_STEP_ROUNDS));
        Keys.all().stream()
                .filter(key -> key.path().startsWith("training.optimizer."))
                .forEach(keys::add);
        keys.addAll(MatchingKeys.ALL);
        return keys;
    }

    /** Of a key in a phase, from 0, for people: {@code training.phases[0].batch}. */
    static String path(int index, Key<?> key) {
        return TrainingKeys.PHASES.path() + "[" + index + "]."
                + key.path().substring(key.path().indexOf('.') + 1);
    }

    private static boolean isOwn(String name) {
        return Stream.of(OBJECTIVE, SHARE, ROUNDS, OPTIMIZER_STATE)
                .anyMatch(key -> key.path().equals(OWN + "." + name));
    }

    /** Every name that can stand in a phase, as it stands there. */
    static List<String> names() {
        return Stream.concat(
                        Stream.of(OBJECTIVE, SHARE, ROUNDS, OPTIMIZER_STATE)
                                .map(key -> key.path().substring(OWN.length() + 1)),
                        ofTraining().stream().map(key -> key.path().substring(TRAINING.length())))
                .toList();
    }

    /** Whether phases in words, or those that stand elsewhere where there are none, can have one of flow-matching among them. */
    static boolean mayMatch(Optional<String> words) {
        return words.isEmpty() || words.get().contains(Kind.name(Aim.Name.FLOW_MATCHING));
    }

    /** Of a name that does not stand in a phase. */
    static Problem unknown(String where, String path, String name) {
        String ofAll = TRAINING + name;
        return Keys.all().stream().anyMatch(key -> key.path().equals(ofAll))
                ? Problem.of(where, path, "holds for the whole training, not for a phase; set " + ofAll)
                : new Problem(where, path, "no such key of a phase", nearest(name));
    }

    /** The same name in a section, or else the one with the fewest edits. */
    private static Optional<String> nearest(String name) {
        return names().stream()
                .filter(known -> known.endsWith("." + name))
                .findFirst()
                .or(() -> Nearest.to(name, names()));
    }

    /** A phase at the places where its keys are looked for. */
    static Config placed(ConfigObject phase) {
        Config own = ConfigFactory.empty();
        Config training = ConfigFactory.empty();
        for (Map.Entry<String, ConfigValue> entry : phase.entrySet()) {
            String name = ConfigUtil.quoteString(entry.getKey());
            if (isOwn(entry.getKey())) {
                own = own.withValue(OWN + "." + name, entry.getValue());
            } else {
                training = training.withValue(TRAINING + name, entry.getValue());
            }
        }
        return own.withFallback(training);
    }

    /** Phases by their names alone, as sections, or both; on the command line as text. */
    static Kind<List<ConfigObject>> list() {
        return new Kind<>(
                "phases such as flow-matching, likelihood, or sections such as { objective = likelihood, share = 0.5 }",
                List.of(),
                PhaseKeys::read,
                phases -> !phases.isEmpty());
    }

    private static Optional<List<ConfigObject>> read(ConfigValue value) {
        if (value.valueType() == ConfigValueType.STRING) {
            return parsed(String.valueOf(value.unwrapped()).strip(), value);
        }
        if (value instanceof List<?> elements) {
            List<ConfigObject> phases = new ArrayList<>();
            for (Object element : elements) {
                Optional<ConfigObject> phase = phase((ConfigValue) element);
                if (phase.isEmpty()) {
                    return Optional.empty();
                }
                phases.add(phase.get());
            }
            return Optional.of(phases);
        }
        return Optional.empty();
    }

    private static Optional<List<ConfigObject>> parsed(String text, ConfigValue from) {
        try {
            String list = text.startsWith("[") ? text : "[" + text + "]";
            Object plain = ConfigFactory.parseString("list = " + list)
                    .resolve()
                    .getList("list")
                    .unwrapped();
            return read(ConfigValueFactory.fromAnyRef(plain, from.origin().description()));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConfigObject> phase(ConfigValue element) {
        if (element instanceof ConfigObject section) {
            return Optional.of(section);
        }
        return element.valueType() == ConfigValueType.STRING
                ? Optional.of(ConfigFactory.empty()
                        .withValue("objective", element)
                        .root()
                        .withOrigin(element.origin()))
                : Optional.empty();
    }
}
