package io.tacit.spark.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import java.util.OptionalDouble;

/**
 * The end of a run for programs: one JSON line, what {@code --json} prints.
 *
 * <p>Always there: {@code outcome}, {@code thetaSha256}, {@code heldOutNll}, {@code ci95} (an array {@code [low,
 * high]}), {@code baselines} (name to nats), {@code rounds}, {@code examples}, {@code seconds}. What was not measured or
 * is not finite is null.
 */
public final class ResultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    public static String line(RunResult result) {
        return fields(result).toString();
    }

    /** The fields of the line. */
    public static ObjectNode fields(RunResult result) {
        ObjectNode line = JSON.createObjectNode();
        line.put("outcome", result.outcome()).put("thetaSha256", result.thetaSha256());
        putHeldOut(line, result);
        ObjectNode baselines = line.putObject("baselines");
        for (Baseline baseline : result.baselines()) {
            put(baselines, baseline.name(), baseline.heldOut().mean());
        }
        line.put("rounds", result.totals().rounds())
                .put("examples", result.totals().examples());
        put(line, "seconds", result.totals().seconds());
        putErrorBudget(line.putObject("errorBudget"), result.errorBudget());
        line.put("model", result.model().orElse(null))
                .put("report", result.report().orElse(null));
        return line;
    }

    private static void putHeldOut(ObjectNode line, RunResult result) {
        if (result.heldOut().isEmpty()) {
            line.putNull("heldOutNll").putNull("ci95").putNull("bitsPerDim").put("heldOutCount", 0);
            return;
        }
        Estimate heldOut = result.heldOut().get();
        put(line, "heldOutNll", heldOut.mean());
        if (Double.isFinite(heldOut.halfWidth95()) && Double.isFinite(heldOut.mean())) {
            line.putArray("ci95").add(heldOut.low95()).add(heldOut.high95());
        } else {
            line.putNull("ci95");
        }
        put(line, "bitsPerDim", result.bitsPerDimension(heldOut.mean()));
        line.put("heldOutCount", heldOut.count());
    }

    private static void putErrorBudget(ObjectNode line, ErrorBudget budget) {
        put(line, "probeStandardError", budget.probeStandardError());
        put(line, "toleranceChange", budget.toleranceChange());
        put(line, "integral", budget.integral());
    }

    private static void put(ObjectNode line, String name, OptionalDouble value) {
        put(line, name, value.orElse(Double.NaN));
    }

    private static void put(ObjectNode line, String name, double value) {
        if (Double.isFinite(value)) {
            line.put(name, value);
        } else {
            line.putNull(name);
        }
    }
}
