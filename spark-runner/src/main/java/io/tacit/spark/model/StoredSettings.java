package io.tacit.spark.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.core.data.ColumnMap;
import io.tacit.core.data.Standardization;
import io.tacit.core.io.FormatException;
import io.tacit.core.text.Counted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part {@code settings} of a model's manifest: columns, standardisation and configuration. */
record StoredSettings(List<String> columns, Standardization standardization, Map<String, String> config) {
    private static final String COLUMNS = "columns";
    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";
    private static final String MAPS = "maps";
    private static final String STEP = "step";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String CONFIG = "config";
    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode json() {
        ObjectNode settings = JSON.createObjectNode();
        columns.forEach(settings.putArray(COLUMNS)::add);
        standardization.mean().forEach(settings.putArray(MEAN)::add);
        standardization.deviation().forEach(settings.putArray(DEVIATION)::add);
        if (standardization.maps().stream().anyMatch(map -> !map.equals(ColumnMap.SAME))) {
            ArrayNode maps = settings.putArray(MAPS);
            standardization.maps().forEach(map -> put(map, maps.addObject()));
        }
        config.forEach(settings.putObject(CONFIG)::put);
        return settings;
    }

    private static void put(ColumnMap map, ObjectNode node) {
        node.put(STEP, map.step());
        map.from().forEach(node.putArray(FROM)::add);
        map.to().forEach(node.putArray(TO)::add);
    }

    /** @throws FormatException naming the field that is missing or no such thing */
    static StoredSettings read(JsonNode settings, String where) throws FormatException {
        List<String> columns = texts(settings, where);
        List<Double> mean = numbers(settings, MEAN, columns.size(), where);
        List<Double> deviation = numbers(settings, DEVIATION, columns.size(), where);
        try {
            Standardization standardization =
                    new Standardization(mean, deviation, maps(settings, columns.size(), where));
            return new StoredSettings(columns, standardization, config(settings, where));
        } catch (IllegalArgumentException e) {
            throw new FormatException(where, "settings: " + e.getMessage(), e);
        }
    }

    private static List<String> texts(JsonNode settings, String where) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : settings.path(COLUMNS)) {
            if (!text.isTextual() || text.asText().isEmpty()) {
                throw wrong(COLUMNS, "a list of names", text, where);
            }
            texts.add(text.asText());
        }
        if (!settings.path(COLUMNS).isArray() || texts.isEmpty() || new HashSet<>(texts).size() < texts.size()) {
            throw wrong(COLUMNS, "a list of one or more different names", settings.path(COLUMNS), where);
        }
        return texts;
    }

    private static List<Double> numbers(JsonNode settings, String field, int count, String where)
            throws FormatException {
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : settings.path(field)) {
            if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
                throw wrong(field, "a list of numbers", number, where);
            }
            numbers.add(number.asDouble());
        }
        if (!settings.path(field).isArray() || numbers.size() != count) {
            throw wrong(
                    field, "a list of " + Counted.of(count, "number") + ", one a column", settings.path(field), where);
        }
        return numbers;
    }

    /** Without the field, maps that leave columns as they are. */
    private static List<ColumnMap> maps(JsonNode settings, int count, String where) throws FormatException {
        if (!settings.has(MAPS)) {
            return Collections.nCopies(count, ColumnMap.SAME);
        }
        List<ColumnMap> maps = new ArrayList<>();
        for (JsonNode map : settings.path(MAPS)) {
            int points = map.path(FROM).size();
            if (!map.path(STEP).isNumber()) {
                throw wrong(MAPS + "." + STEP, "a number", map.path(STEP), where);
            }
            List<Double> from = numbers(map, FROM, points, where);
            maps.add(new ColumnMap(map.path(STEP).asDouble(), from, numbers(map, TO, points, where)));
        }
        if (!settings.path(MAPS).isArray() || maps.size() != count) {
            throw wrong(MAPS, "a list of " + count + " maps, one a column", settings.path(MAPS), where);
        }
        return maps;
    }

    private static Map<String, String> config(JsonNode settings, String where) throws FormatException {
        Map<String, String> config = new LinkedHashMap<>();
        JsonNode found = settings.path(CONFIG);
        if (!found.isObject()) {
            throw wrong(CONFIG, "keys and their values", found, where);
        }
        for (Map.Entry<String, JsonNode> entry : found.properties()) {
            if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                throw wrong(CONFIG + "." + entry.getKey(), "a text", entry.getValue(), where);
            }
            config.put(entry.getKey(), entry.getValue().asText());
        }
        return config;
    }

    private static FormatException wrong(String field, String expected, JsonNode found, String where) {
        String came = found.isMissingNode() ? "nothing" : found.toString();
        String brief = came.length() > 80 ? came.substring(0, 80) + "..." : came;
        return new FormatException(where, "settings." + field + ": expected " + expected + ", found " + brief);
    }
}
