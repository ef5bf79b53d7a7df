package io.tacit.spark.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The end of a run for programs: the fields of the line that {@code --json} prints.
 *
 * <p>Always there: {@code outcome}, {@code thetaSha256}, {@code heldOutNll}, {@code ci95} (an array {@code [low,
 * high]}), {@code bitsPerDim}, {@code baselines} (name to nats), {@code rounds}, {@code examples}, {@code seconds}. These
 * likelihoods are of the standardised columns; the same names with {@code DataUnits} behind are in the units of the data. What
 * was not measured or is not finite is null, and {@code notEvaluated} says why.
 */
public final class ResultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    /** The fields of the line. */
    public static ObjectNode fields(RunResult result) {
        ObjectNode line = JSON.createObjectNode();
        line.put("outcome", result.outcome()).put("thetaSha256", result.thetaSha256());
        putHeldOut(line, result);
        putBaselines(line.putObject("baselines"), result.baselines(), Nll::standardised);
        putBaselines(line.putObject("baselinesDataUnits"), result.baselines(), Nll::ofData);
        result.notEvaluated().forEach(line.putArray("notEvaluated")::add);
        line.put("rounds", result.totals().rounds())
                .put("examples", result.totals().examples());
        put(line, "seconds", result.totals().seconds());
        putErrorBudget(line.putObject("errorBudget"), result.errorBudget());
        line.put("model", result.model().orElse(null))
                .put("report", result.report().orElse(null));
        return line;
    }

    private static void putHeldOut(ObjectNode line, RunResult result) {
        Optional<Nll> heldOut = result.heldOut();
        putEstimate(line, result, heldOut.map(Nll::standardised), "");
        putEstimate(line, result, heldOut.map(Nll::ofData), "DataUnits");
        line.put("heldOutCount", heldOut.map(Nll::count).orElse(0L))
                .put("heldOutAmong", heldOut.map(Nll::among).orElse(0L))
                .put("heldOutWithoutDensity", heldOut.map(Nll::withoutDensity).orElse(0L));
    }

    private static void putEstimate(ObjectNode line, RunResult result, Optional<Estimate> estimate, String units) {
        double mean = estimate.map(Estimate::mean).orElse(Double.NaN);
        put(line, "heldOutNll" + units, mean);
        estimate.filter(Estimate::hasInterval)
                .ifPresentOrElse(
                        known ->
                                line.putArray("ci95" + units).add(known.low95()).add(known.high95()),
                        () -> line.putNull("ci95" + units));
        put(line, "bitsPerDim" + units, result.bitsPerDimension(mean));
    }

    private static void putBaselines(ObjectNode to, List<Baseline> baselines, Function<Nll, Estimate> units) {
        baselines.forEach(baseline ->
                put(to, baseline.name(), units.apply(baseline.heldOut()).mean()));
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
