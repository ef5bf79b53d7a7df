package io.tacit.spark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.spark.driver.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A result as a table for people. */
final class SummaryText {
    private SummaryText() {}

    /** One fact a line, names in words and padded to one width. */
    static List<String> table(Summary summary) {
        Map<String, String> rows = new LinkedHashMap<>();
        flatten("", summary.facts(), rows);
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        rows.forEach((name, value) -> lines.add(name + " ".repeat(width - name.length() + 2) + value));
        if (!summary.advice().isEmpty()) {
            lines.add(summary.advice());
        }
        return lines;
    }

    private static void flatten(String above, ObjectNode facts, Map<String, String> rows) {
        facts.properties().forEach(fact -> {
            String name = (above + " " + words(fact.getKey())).strip();
            if (fact.getValue() instanceof ObjectNode below) {
                flatten(name, below, rows);
            } else {
                rows.put(name, text(fact.getValue()));
            }
        });
    }

    /** {@code heldOutNll} becomes {@code held out nll}; what is no such name stays. */
    private static String words(String name) {
        if (name.equals("thetaSha256")) {
            return "SHA-256 of θ";
        }
        return name.matches("[a-z]+([A-Z][a-z0-9]*)+")
                ? name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)
                : name;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(SummaryText::text)
                    .collect(Collectors.joining(", "));
        }
        return value.isFloatingPointNumber() ? String.format(Locale.ROOT, "%.5g", value.asDouble()) : value.asText();
    }
}
