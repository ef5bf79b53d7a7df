package io.tacit.spark.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values of settings that were not given: those of a key's own, or what goes well with the objective of each phase.
 *
 * @param phases what holds in each
 */
record Unset(Settings settings, List<Settings> phases) {
    private static final String NOT_SET = "not set";

    /** @param otherwise phases of a training that names none */
    static Map<String, String> of(Settings settings, List<Aim.Name> otherwise) {
        return new Unset(settings, Phases.sections(settings, otherwise)).values();
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        List<Key<?>> ofPhases = PhaseKeys.ofTraining();
        for (Key<?> key : Keys.all()) {
            if (key.equals(TrainingKeys.PHASES)) {
                values.putAll(phasesThemselves());
            } else if (!settings.has(key)) {
                values.putAll(ofPhases.contains(key) ? inPhases(key) : Map.of(key.path(), fallback(key)));
            }
        }
        return values;
    }

    /** Their objectives, and of several what else they are where they do not say it. */
    private Map<String, String> phasesThemselves() {
        Map<String, String> values = new LinkedHashMap<>();
        if (!settings.has(TrainingKeys.PHASES)) {
            values.put(
                    TrainingKeys.PHASES.path(),
                    phases.stream().map(phase -> Kind.name(Phases.aim(phase))).collect(Collectors.joining(", ")));
        }
        if (phases.size() > 1) {
            values.putAll(each(
                    PhaseKeys.SHARE,
                    phase -> !phase.has(PhaseKeys.SHARE) && !phase.has(PhaseKeys.ROUNDS),
                    "1/" + phases.size()));
            values.putAll(each(
                    PhaseKeys.OPTIMIZER_STATE,
                    phase -> phase != phases.get(0) && !phase.has(PhaseKeys.OPTIMIZER_STATE),
                    fallback(PhaseKeys.OPTIMIZER_STATE)));
        }
        return values;
    }

    private Map<String, String> each(Key<?> key, Predicate<Settings> some, String value) {
        Map<String, String> values = new LinkedHashMap<>();
        indices(some).forEach(i -> values.put(PhaseKeys.path(i, key), value));
        return values;
    }

    /** One value where all phases have the same; nothing of matching where nothing is matched. */
    private Map<String, String> inPhases(Key<?> key) {
        boolean matching = MatchingKeys.ALL.contains(key);
        List<Integer> concerned = indices(phase -> !matching || Phases.aim(phase) == Aim.Name.FLOW_MATCHING);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i : concerned) {
            if (!phases.get(i).isOwn(key)) {
                values.put(PhaseKeys.path(i, key), phases.get(i).text(key).orElse(fallback(key)));
            }
        }
        List<String> different = values.values().stream().distinct().toList();
        return different.size() == 1 && values.size() == concerned.size()
                ? Map.of(key.path(), different.get(0))
                : values;
    }

    private List<Integer> indices(Predicate<Settings> some) {
        return IntStream.range(0, phases.size())
                .filter(i -> some.test(phases.get(i)))
                .boxed()
                .toList();
    }

    private static String fallback(Key<?> key) {
        return key.fallback().isEmpty() ? NOT_SET : key.fallback();
    }
}
