package io.tacit.core.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a JSON file, in words: Jackson's own messages name Java's classes. */
final class JsonFault {
    private static final Pattern ABSENT =
            Pattern.compile("(Missing required|Null value for) creator property '([^']*)'.*", Pattern.DOTALL);

    private JsonFault() {}

    static String of(JsonProcessingException fault) {
        if (!(fault instanceof JsonMappingException mapping)) {
            return Optional.ofNullable(fault.getLocation())
                    .map(at -> "is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    .orElse("is not JSON");
        }
        String field = path(mapping);
        if (mapping instanceof UnrecognizedPropertyException) {
            return "field '" + field + "' is not known";
        }
        if (mapping instanceof ValueInstantiationException) {
            return (field.isEmpty() ? "" : "field '" + field + "': ") + refusal(mapping);
        }
        Matcher absent = ABSENT.matcher(mapping.getOriginalMessage());
        if (absent.matches()) {
            String name = field.endsWith(absent.group(2)) ? field : joined(field, absent.group(2));
            return "field '" + name + "' is " + (absent.group(1).startsWith("Missing") ? "missing" : "null");
        }
        String expected = mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? "expected " + kind(mismatch.getTargetType())
                : "its value does not fit";
        String found = mapping instanceof InvalidFormatException invalid ? ", found '" + invalid.getValue() + "'" : "";
        return "field '" + field + "': " + expected + found;
    }

    /** What a record's constructor said. */
    private static String refusal(JsonMappingException mapping) {
        return mapping.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
                ? ours.getMessage()
                : "a part of it is missing or too large";
    }

    private static String path(JsonMappingException mapping) {
        String path = "";
        for (JsonMappingException.Reference step : mapping.getPath()) {
            path = step.getFieldName() == null ? path + "[" + step.getIndex() + "]" : joined(path, step.getFieldName());
        }
        return path;
    }

    private static String joined(String above, String name) {
        return above.isEmpty() ? name : above + "." + name;
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number" + (type == int.class || type == Integer.class ? " below 2^31" : "");
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", names(type));
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray()
                ? "a list"
                : Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "another kind of value";
    }

    private static String[] names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).toArray(String[]::new);
    }
}
