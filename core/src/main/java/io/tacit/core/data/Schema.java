package io.tacit.core.data;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a record consists of: fields with different names. */
public record Schema(List<Field> fields) implements Serializable {

    public Schema {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || fields.stream().map(Field::name).distinct().count() < fields.size()) {
            throw new IllegalArgumentException(
                    "schema: expected one or more fields with different names, got " + names(fields));
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields));
    }

    public Optional<Field> find(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException naming those there are, where there is none of this name */
    public Field field(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "field: expected one of " + names(fields) + ", got '" + name + "'"));
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String toString() {
        return fields.stream().map(f -> f.name() + f.shape()).collect(Collectors.joining(", "));
    }
}
