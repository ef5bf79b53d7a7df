package io.tacit.spark.config;

import io.tacit.core.train.Matching;
import java.io.Serializable;

/** What a phase of a training minimises. */
public sealed interface Aim extends Serializable {

    /** As it stands in a configuration. */
    String text();

    /** What evaluations go by, and what the model itself minimises: −log p of a flow. */
    record Likelihood() implements Aim {
        @Override
        public String text() {
            return Kind.name(Name.LIKELIHOOD);
        }
    }

    /** How far a vector field is from carrying noise to records: nothing is solved ({@link io.tacit.core.train.FlowMatching}). */
    record FlowMatching(Matching how) implements Aim {
        @Override
        public String text() {
            return Kind.name(Name.FLOW_MATCHING);
        }
    }

    /** What there is to choose from. */
    enum Name {
        LIKELIHOOD,
        FLOW_MATCHING
    }
}
