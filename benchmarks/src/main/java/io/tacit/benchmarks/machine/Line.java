package io.tacit.benchmarks.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results as one line of JSON, fields in the order in which they were put. */
public final class Line {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    public Line put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Line put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    /** A number cut to so many decimals. */
    public Line put(String name, double value, int decimals) {
        double unit = Math.pow(10, decimals);
        fields.put(name, Double.isFinite(value) ? Math.round(value * unit) / unit : value);
        return this;
    }

    /** A number with all its digits. */
    public Line exact(String name, double value) {
        fields.put(name, value);
        return this;
    }

    public Line putAll(Line other) {
        fields.putAll(other.fields);
        return this;
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
