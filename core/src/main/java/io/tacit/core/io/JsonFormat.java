package io.tacit.core.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A record as a JSON file that says what it is: {@code "format"} and {@code "formatVersion"} come first, then the fields.
 * Nothing else of a file is believed before these two agree; every field must be there and no other.
 *
 * @param name what stands under {@code format}
 * @param version raised with every change of {@code type}'s fields
 */
public record JsonFormat<T extends Record>(String name, int version, Class<T> type) {
    private static final String FORMAT = "format";
    private static final String VERSION = "formatVersion";
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

    /** Writes and flushes; {@code out} stays open. */
    public void write(T value, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode().put(FORMAT, name).put(VERSION, version);
        root.setAll((ObjectNode) JSON.valueToTree(value));
        JSON.writeValue(out, root);
        out.write('\n');
        out.flush();
    }

    /**
     * Reads one value; {@code in} stays open.
     *
     * @param where the file's name, for messages
     * @throws FormatException where it is another format, an older or newer version (naming both) or not well formed
     */
    public T read(InputStream in, String where) throws IOException {
        try {
            ObjectNode root = root(in, where);
            requireFormat(root, where);
            return JSON.treeToValue(root.without(List.of(FORMAT, VERSION)), type);
        } catch (JsonProcessingException e) {
            throw new FormatException(where, "is not a well-formed " + name + ": " + JsonFault.of(e), e);
        }
    }

    /**
     * What stands under {@code "format"}, empty where nothing does; {@code in} stays open.
     *
     * @throws FormatException where it is not JSON
     */
    public static String formatOf(InputStream in, String where) throws IOException {
        try {
            return root(in, where).path(FORMAT).asText();
        } catch (JsonProcessingException e) {
            throw new FormatException(where, JsonFault.of(e), e);
        }
    }

    private static ObjectNode root(InputStream in, String where) throws IOException {
        if (JSON.readTree(in) instanceof ObjectNode root) {
            return root;
        }
        throw new FormatException(where, "expected a JSON object");
    }

    private void requireFormat(ObjectNode root, String where) throws FormatException {
        JsonNode format = root.path(FORMAT);
        JsonNode found = root.path(VERSION);
        if (!format.asText().equals(name) || !found.isInt()) {
            throw new FormatException(
                    where,
                    "is not a " + name + ": expected \"" + FORMAT + "\": \"" + name + "\", \"" + VERSION + "\": "
                            + version + ", found " + format + " and " + found);
        }
        if (found.asInt() != version) {
            throw new FormatException(
                    where,
                    "is a " + name + " of format version " + found.asInt()
                            + ", this program reads version " + version + "; "
                            + (found.asInt() > version ? "use a newer program" : "use the program that wrote it"));
        }
    }
}
