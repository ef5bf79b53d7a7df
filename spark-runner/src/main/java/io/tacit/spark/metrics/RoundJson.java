package io.tacit.spark.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.spark.metrics.RoundRecord.Effort;
import io.tacit.spark.metrics.RoundRecord.Examples;
import io.tacit.spark.metrics.RoundRecord.Likelihood;
import io.tacit.spark.metrics.RoundRecord.Phase;
import io.tacit.spark.metrics.RoundRecord.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One round as one flat JSON line. Likelihoods are of the standardised columns, and where the name ends in {@code DataUnits} in the
 * units of the data. A number that is not finite is written as null, since JSON has none.
 */
public final class RoundJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RoundJson() {}

    public static String line(RoundRecord record) {
        ObjectNode line = JSON.createObjectNode();
        line.put("round", record.round()).put("of", record.of());
        putPhase(line, record.phase());
        putTiming(line, record.timing());
        putExamples(line, record.examples());
        putLikelihood(line, record.likelihood());
        putEffort(line, record.effort());
        put(line, "learningRate", record.learningRate());
        return line.toString();
    }

    /** Reads back what {@link #line} wrote; throws on anything else. */
    public static RoundRecord parse(String text) throws JsonProcessingException {
        JsonNode line = JSON.readTree(text);
        return new RoundRecord(
                (int) count(line, "round"),
                (int) count(line, "of"),
                phase(line),
                new Timing(
                        number(line, "seconds"),
                        number(line, "secondsLeft"),
                        number(line, "examplesPerSecond"),
                        number(line, "syncShare"),
                        busySeconds(line)),
                new Examples(count(line, "examples"), count(line, "examplesInRound"), (int)
                        count(line, "rejectedContributions")),
                likelihood(line),
                new Effort(
                        number(line, "nfeForward"),
                        number(line, "nfeBackward"),
                        count(line, "acceptedSteps"),
                        count(line, "rejectedSteps")),
                number(line, "learningRate"));
    }

    private static void putPhase(ObjectNode line, Phase phase) {
        line.put("phase", phase.number()).put("phases", phase.of()).put("objective", phase.objective());
        put(line, "loss", phase.loss());
        put(line, "phaseSecondsLeft", phase.secondsLeft());
    }

    private static void putTiming(ObjectNode line, Timing timing) {
        put(line, "seconds", timing.seconds());
        put(line, "secondsLeft", timing.secondsLeft());
        put(line, "examplesPerSecond", timing.examplesPerSecond());
        put(line, "syncShare", timing.syncShare());
        put(line, "idleShare", timing.idleShare());
        ArrayNode busy = line.putArray("busySeconds");
        timing.busySeconds().forEach(busy::add);
    }

    private static void putExamples(ObjectNode line, Examples examples) {
        line.put("examples", examples.total()).put("examplesInRound", examples.inRound());
        line.put("rejectedContributions", examples.rejectedContributions());
    }

    private static void putLikelihood(ObjectNode line, Likelihood likelihood) {
        line.put("dimension", likelihood.dimension());
        put(line, "meanLogDerivative", likelihood.logDerivative());
        putNll(line, "train", likelihood, likelihood.train());
        likelihood.solverGap().ifPresent(gap -> {
            put(line, "solverGap", gap.mean());
            putError(line, "solverGap", gap);
        });
        likelihood.validation().ifPresent(validation -> {
            putNll(line, "validation", likelihood, validation.mean());
            putError(line, "validation", validation);
        });
    }

    private static void putError(ObjectNode line, String of, Estimate estimate) {
        put(line, of + "StandardError", estimate.standardError());
        line.put(of + "Count", estimate.count());
    }

    private static void putNll(ObjectNode line, String of, Likelihood likelihood, double nats) {
        put(line, of + "Nll", nats);
        put(line, of + "BitsPerDim", likelihood.bitsPerDimension(nats));
        put(line, of + "NllDataUnits", likelihood.ofData(nats));
        put(line, of + "BitsPerDimDataUnits", likelihood.bitsPerDimension(likelihood.ofData(nats)));
    }

    private static void putEffort(ObjectNode line, Effort effort) {
        put(line, "nfeForward", effort.nfeForward());
        put(line, "nfeBackward", effort.nfeBackward());
        line.put("acceptedSteps", effort.acceptedSteps()).put("rejectedSteps", effort.rejectedSteps());
    }

    private static Phase phase(JsonNode line) {
        return new Phase(
                (int) count(line, "phase"),
                (int) count(line, "phases"),
                line.required("objective").asText(),
                number(line, "loss"),
                number(line, "phaseSecondsLeft"));
    }

    private static Likelihood likelihood(JsonNode line) {
        // Lines of earlier versions have no derivative.
        double logDerivative = line.path("meanLogDerivative").asDouble(Double.NaN);
        return new Likelihood(
                (int) count(line, "dimension"),
                number(line, "trainNll"),
                logDerivative,
                estimate(line, "solverGap", "solverGap"),
                estimate(line, "validation", "validationNll"));
    }

    private static Optional<Estimate> estimate(JsonNode line, String of, String mean) {
        return line.has(of + "Count")
                ? Optional.of(
                        new Estimate(number(line, mean), number(line, of + "StandardError"), count(line, of + "Count")))
                : Optional.empty();
    }

    private static List<Double> busySeconds(JsonNode line) {
        List<Double> seconds = new ArrayList<>();
        line.required("busySeconds").forEach(worker -> seconds.add(worker.asDouble()));
        return seconds;
    }

    private static void put(ObjectNode line, String name, double value) {
        if (Double.isFinite(value)) {
            line.put(name, value);
        } else {
            line.putNull(name);
        }
    }

    private static double number(JsonNode line, String name) {
        return line.required(name).asDouble(Double.NaN);
    }

    private static long count(JsonNode line, String name) {
        return line.required(name).asLong();
    }
}
