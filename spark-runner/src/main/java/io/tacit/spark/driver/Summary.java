package io.tacit.spark.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.spark.metrics.ResultJson;
import io.tacit.spark.metrics.RunResult;
import java.util.Locale;
import java.util.Optional;

/**
 * How an operation ended and what it found.
 *
 * @param advice what happened and what to change, where it did not end well; empty otherwise
 * @param facts in the order in which they are to be shown, such as {@code thetaSha256}, {@code heldOutNll}
 * @param result of a training or an evaluation, whose fields are among the facts
 */
public record Summary(Ending ending, String advice, ObjectNode facts, Optional<RunResult> result) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public enum Ending {
        FINISHED,
        /** Early, on request, with a checkpoint to resume from. */
        INTERRUPTED,
        /** The model left the finite numbers or could not be solved. */
        DIVERGED
    }

    public Summary {
        facts = facts.deepCopy();
    }

    public static Summary finished() {
        return endedBy(Ending.FINISHED, "");
    }

    public static Summary endedBy(Ending ending, String advice) {
        return new Summary(ending, advice, JSON.createObjectNode(), Optional.empty());
    }

    public static Summary of(RunResult result) {
        return new Summary(Ending.FINISHED, "", ResultJson.fields(result), Optional.of(result));
    }

    /** All of it as one line, for {@code --json} and for {@code result.json} alike. */
    public String json(String command) {
        ObjectNode line = JSON.createObjectNode()
                .put("command", command)
                .put("outcome", ending.name().toLowerCase(Locale.ROOT));
        if (!advice.isEmpty()) {
            line.put("advice", advice);
        }
        line.setAll(facts);
        return line.toString();
    }

    /** With one more fact: a number, a text, a list, or an object of further facts. */
    public Summary with(String name, JsonNode value) {
        ObjectNode more = facts.deepCopy();
        more.set(name, value);
        return new Summary(ending, advice, more, result);
    }

    public Summary with(String name, double value) {
        return with(name, JSON.getNodeFactory().numberNode(value));
    }

    public Summary with(String name, long value) {
        return with(name, JSON.getNodeFactory().numberNode(value));
    }

    public Summary with(String name, String value) {
        return with(name, JSON.getNodeFactory().textNode(value));
    }
}
