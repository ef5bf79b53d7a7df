package io.tacit.spark.config;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keys are in the phases of a usual training, where that is not the default of the key. */
public final class PhaseDefaults {
    private static final List<Settings> USUAL = Phases.sections(
            new Settings(ConfigFactory.empty(), "no settings", Map.of()),
            List.of(Aim.Name.FLOW_MATCHING, Aim.Name.LIKELIHOOD));

    private PhaseDefaults() {}

    /** "512 in flow-matching, 256 in likelihood after it". */
    public static Optional<String> inWords(Key<?> key) {
        Optional<String> matching = USUAL.get(0).text(key);
        Optional<String> likelihood = USUAL.get(1).text(key);
        if (matching.isPresent() && matching.equals(likelihood)) {
            return Optional.of(matching.get() + " in flow-matching and in likelihood after it");
        }
        return matching.map(
                text -> text + " in flow-matching, " + likelihood.orElse(key.fallback()) + " in likelihood after it");
    }
}
