package io.tacit.spark.wire;

import java.util.List;

/** A Spark session that would not use our serializers, with one line per key to set. */
public final class WireSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireSettingsException(List<String> problems) {
        super("this Spark session would not send Tacit's tensors with Tacit's serializers: "
                + String.join("; ", problems)
                + "; they must be set before the session starts (spark-submit --conf KEY=VALUE)");
    }
}
