package io.tacit.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phases of a training as they are read. What a phase sets itself holds first, then what is set in {@code training}, then what goes well
 * with its objective, then the defaults of the keys.
 *
 * @param list in their order
 * @param rounds of them all, where phases give their own
 */
record Phases(List<PhaseConfig> list, Optional<Budget> rounds) {
    private static final double LEARNING_RATE_AT_64 = 3e-2;
    private static final double WIDTH = 64;
    private static final double NEARLY = 1e-6;

    /** Phases without a section of their own. */
    static List<ConfigObject> named(List<Aim.Name> names) {
        return names.stream()
                .map(name -> ConfigFactory.parseMap(Map.of("objective", Kind.name(name)))
                        .root())
                .toList();
    }

    /** @param otherwise phases of a training that names none */
    static Phases read(Settings settings, List<Aim.Name> otherwise) {
        List<Settings> phases = sections(settings, otherwise);
        boolean matches = phases.stream().anyMatch(phase -> aim(phase) == Aim.Name.FLOW_MATCHING);
        settings.refuseUnless(
                matches,
                "has no effect without a phase of flow-matching in training.phases",
                MatchingKeys.ALL.toArray(Key<?>[]::new));
        Optional<Budget> rounds = rounds(settings, phases);
        List<Double> shares = rounds.isPresent() ? sharesOfRounds(phases) : shares(settings, phases);
        List<PhaseConfig> list = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            list.add(phase(phases.get(i), shares.get(i)));
        }
        return new Phases(list, rounds);
    }

    /** What holds in each phase, but for the defaults of the keys. */
    static List<Settings> sections(Settings settings, List<Aim.Name> otherwise) {
        List<ConfigObject> given = settings.find(TrainingKeys.PHASES).orElseGet(() -> named(otherwise));
        List<Settings> phases = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Settings phase = settings.phase(i, given.get(i));
            phases.add(phase.with(goodFor(aim(phase), i, settings)));
        }
        return phases;
    }

    static Aim.Name aim(Settings phase) {
        return phase.find(PhaseKeys.OBJECTIVE).orElse(Aim.Name.LIKELIHOOD);
    }

    /** Measured on the flights, see docs/scaling.md. */
    private static Config goodFor(Aim.Name aim, int index, Settings settings) {
        Map<String, Object> good = new LinkedHashMap<>();
        if (aim == Aim.Name.FLOW_MATCHING) {
            good.put(TrainingKeys.BATCH.path(), 512);
            good.put(TrainingKeys.LOCAL_STEPS.path(), 256);
            // Wider networks bear less: 3e-2 at 64, 2e-2 at 128.
            double rate = LEARNING_RATE_AT_64 * Math.sqrt(WIDTH / settings.get(ModelKeys.HIDDEN));
            good.put(OptimizerKeys.LEARNING_RATE.path(), Math.min(LEARNING_RATE_AT_64, rate));
        }
        if (aim == Aim.Name.FLOW_MATCHING || index > 0) {
            good.put(OptimizerKeys.CLIP_NORM.path(), 10);
            good.put(OptimizerKeys.SCHEDULE.path(), Kind.name(ScheduleConfig.Shape.COSINE));
        }
        return ConfigFactory.parseMap(good);
    }

    private static PhaseConfig phase(Settings phase, double share) {
        if (!phase.has(PhaseKeys.OBJECTIVE)) {
            phase.refuse(PhaseKeys.OBJECTIVE, "missing; expected " + PhaseKeys.OBJECTIVE.expected());
        }
        boolean matches = aim(phase) == Aim.Name.FLOW_MATCHING;
        Aim aim = matches ? new Aim.FlowMatching(MatchingKeys.read(phase)) : new Aim.Likelihood();
        if (aim instanceof Aim.FlowMatching matching) {
            demandGroup(phase, matching.how().coupling().group());
        } else {
            phase.refuseOwn("has no effect in a phase of likelihood", MatchingKeys.ALL);
        }
        return new PhaseConfig(
                aim, share, WorkConfig.read(phase), OptimizerConfig.read(phase), phase.get(PhaseKeys.OPTIMIZER_STATE));
    }

    private static void demandGroup(Settings phase, int group) {
        int batch = phase.get(TrainingKeys.BATCH);
        if (batch < group) {
            phase.refuse(
                    TrainingKeys.BATCH,
                    "expected at least the " + group + " records of training.matching.couplingGroup, got " + batch);
        }
    }

    /** Where phases give rounds, nothing else says how long the training is. */
    private static Optional<Budget> rounds(Settings settings, List<Settings> phases) {
        if (phases.stream().noneMatch(phase -> phase.has(PhaseKeys.ROUNDS))) {
            return Optional.empty();
        }
        phases.stream()
                .filter(phase -> !phase.has(PhaseKeys.ROUNDS))
                .forEach(phase ->
                        phase.refuse(PhaseKeys.OBJECTIVE, "other phases have rounds, so this one needs them as well"));
        phases.forEach(phase -> phase.refuseOwn("expected rounds or a share, not both", rivals(phase)));
        Budget.KEYS.forEach(key ->
                settings.refuseUnless(false, "expected one length, but the phases have rounds of their own", key));
        int sum = phases.stream()
                .mapToInt(phase -> phase.find(PhaseKeys.ROUNDS).orElse(1))
                .sum();
        return Optional.of(new Budget.Rounds(sum));
    }

    private static List<Key<?>> rivals(Settings phase) {
        return phase.has(PhaseKeys.ROUNDS) ? List.of(PhaseKeys.SHARE) : List.of();
    }

    private static List<Double> sharesOfRounds(List<Settings> phases) {
        List<Integer> rounds = phases.stream()
                .map(phase -> phase.find(PhaseKeys.ROUNDS).orElse(1))
                .toList();
        double sum = rounds.stream().mapToInt(n -> n).sum();
        return rounds.stream().map(n -> n / sum).toList();
    }

    /** Equal ones where none are given. */
    private static List<Double> shares(Settings settings, List<Settings> phases) {
        List<Double> given = phases.stream()
                .flatMap(phase -> phase.find(PhaseKeys.SHARE).stream())
                .toList();
        if (given.isEmpty()) {
            return Collections.nCopies(phases.size(), 1.0 / phases.size());
        }
        double sum = given.stream().mapToDouble(share -> share).sum();
        if (given.size() < phases.size()) {
            phases.stream()
                    .filter(phase -> !phase.has(PhaseKeys.SHARE))
                    .forEach(phase -> phase.refuse(
                            PhaseKeys.OBJECTIVE, "other phases have a share, so this one needs one as well"));
        } else if (Math.abs(sum - 1) > NEARLY) {
            settings.refuse(TrainingKeys.PHASES, "expected shares that add up to 1, got " + inWords(given, sum));
        }
        return phases.stream()
                .map(phase -> phase.find(PhaseKeys.SHARE).orElse(1.0))
                .toList();
    }

    private static String inWords(List<Double> given, double sum) {
        String terms = String.join(" + ", given.stream().map(Phases::text).toList());
        return given.size() == 1 ? terms : terms + " = " + text(sum);
    }

    private static String text(double share) {
        return Double.toString(Math.round(share * 1e6) / 1e6);
    }
}
