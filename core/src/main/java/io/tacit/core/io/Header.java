package io.tacit.core.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON header of a safetensors file: where the bytes of each array lie, counted from the end of the header. */
record Header(List<Slot> slots, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    // No array of Java is that long. Counting stops here, lest products overflow.
    private static final long TOO_MANY = Integer.MAX_VALUE;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** One array: its bytes are those from {@code begin} to before {@code end}. */
    record Slot(String name, Precision precision, List<Integer> shape, long begin, long end) {
        int elements() {
            return Math.toIntExact((end - begin) / precision.bytes());
        }
    }

    static Header of(TensorFile file) {
        List<Slot> slots = new ArrayList<>();
        long at = 0;
        for (NamedTensor t : file.tensors()) {
            long end = at + (long) t.size() * t.precision().bytes();
            slots.add(new Slot(t.name(), t.precision(), t.shape(), at, end));
            at = end;
        }
        return new Header(slots, file.metadata());
    }

    byte[] toJson() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            // Sorted, so that the same content gives the same bytes.
            metadata.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> texts.put(e.getKey(), e.getValue()));
        }
        for (Slot slot : slots) {
            ObjectNode node = root.putObject(slot.name());
            node.put("dtype", slot.precision() == Precision.FLOAT32 ? "F32" : "F64");
            ArrayNode shape = node.putArray("shape");
            slot.shape().forEach(shape::add);
            node.putArray("data_offsets").add(slot.begin()).add(slot.end());
        }
        return JSON.writeValueAsBytes(root);
    }

    /** Parses and checks a header; the slots come in the order of their bytes. */
    static Header parse(byte[] json, String where) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Slot> slots = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : root(json, where).properties()) {
            if (e.getKey().equals(METADATA)) {
                e.getValue()
                        .properties()
                        .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
            } else {
                slots.add(slot(e.getKey(), e.getValue(), where));
            }
        }
        slots.sort(Comparator.comparingLong(Slot::begin).thenComparingLong(Slot::end));
        requireNoGaps(slots, where);
        return new Header(List.copyOf(slots), metadata);
    }

    private static ObjectNode root(byte[] json, String where) throws IOException {
        try {
            if (JSON.readTree(json) instanceof ObjectNode root) {
                return root;
            }
        } catch (JsonProcessingException e) {
            String why = e instanceof StreamConstraintsException
                    ? "it is nested too deeply, or a part of it is too long"
                    : e.getOriginalMessage();
            throw new FormatException(where, "the header is not JSON: " + why, e);
        }
        throw new FormatException(where, "the header is not a JSON object");
    }

    private static Slot slot(String name, JsonNode node, String where) throws FormatException {
        Precision precision = precision(name, node.path("dtype").asText(), where);
        JsonNode offsets = node.path("data_offsets");
        long begin = natural(offsets.path(0), name, where);
        long end = natural(offsets.path(1), name, where);
        List<Integer> shape = new ArrayList<>();
        long elements = 1;
        for (JsonNode axis : node.path("shape")) {
            long n = Math.min(TOO_MANY, natural(axis, name, where));
            shape.add((int) n);
            elements = Math.min(TOO_MANY, elements * n);
        }
        boolean fits = elements < TOO_MANY && elements * precision.bytes() == end - begin;
        if (!fits || !node.path("shape").isArray()) {
            throw new FormatException(
                    where,
                    "tensor '" + name + "' of " + precision + " and shape " + node.path("shape")
                            + " cannot lie in bytes " + begin + " to " + end);
        }
        return new Slot(name, precision, shape, begin, end);
    }

    private static Precision precision(String name, String dtype, String where) throws FormatException {
        return switch (dtype) {
            case "F32" -> Precision.FLOAT32;
            case "F64" -> Precision.FLOAT64;
            default ->
                throw new FormatException(
                        where, "tensor '" + name + "': expected dtype F32 or F64, found '" + dtype + "'");
        };
    }

    private static long natural(JsonNode node, String name, String where) throws FormatException {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw new FormatException(
                    where, "tensor '" + name + "': expected a whole number of 0 or more, found '" + node + "'");
        }
        return node.asLong();
    }

    private static void requireNoGaps(List<Slot> slots, String where) throws FormatException {
        long expected = 0;
        for (Slot slot : slots) {
            if (slot.begin() != expected) {
                throw new FormatException(
                        where,
                        "tensor '" + slot.name() + "': expected to begin at byte " + expected + ", begins at "
                                + slot.begin());
            }
            expected = slot.end();
        }
    }
}
