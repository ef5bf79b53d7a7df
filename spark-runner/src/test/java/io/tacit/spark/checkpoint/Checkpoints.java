package io.tacit.spark.checkpoint;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Made-up checkpoints. */
final class Checkpoints {
    static final ParamLayout LAYOUT =
            ParamLayout.builder().add("w", 5, 3).add("b", 5).add("scale").build();

    private Checkpoints() {}

    static Checkpoint ofRound(int round) {
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        moments.put("v", ramp(Precision.FLOAT32, round + 0.25));
        moments.put("m", ramp(Precision.FLOAT32, -round));
        Map<String, OptimizerState> optimizers = new LinkedHashMap<>();
        optimizers.put("inner", new OptimizerState(round * 16L, moments));
        optimizers.put("outer", new OptimizerState(round, Map.of("velocity", ramp(Precision.FLOAT64, round))));
        return new Checkpoint(
                "c0ffee" + "0".repeat(58),
                Map.of("model.hidden", "64"),
                "da7a",
                Cursor.of(round, round * 16L, -7, round * 64_000L, round / 3.0),
                LAYOUT,
                ramp(Precision.FLOAT32, round),
                optimizers,
                Map.of("best", ramp(Precision.FLOAT32, 0.5)),
                List.of("{\"round\":1}", "{\"round\":" + round + "}"));
    }

    private static FlatVector ramp(Precision precision, double start) {
        FlatVector v = FlatVector.zeros(precision, LAYOUT.size());
        for (int i = 0; i < v.length(); i++) {
            v.set(i, start + Math.cbrt(i));
        }
        return v;
    }
}
