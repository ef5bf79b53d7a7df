package io.tacit.core.data;

import io.tacit.core.program.Shape;
import java.io.Serializable;

/**
 * One of the things that a record consists of.
 *
 * @param name by which Programs ask for it
 * @param shape of one value: {@code [D]} for a row of D columns, {@code [1, 28, 28]} for a grey image, scalar for a class
 * @param storage what its numbers are kept as
 * @param length whether a record has one value or a series of them
 */
public record Field(String name, Shape shape, Storage storage, Length length) implements Serializable {

    /** How many values a record has. */
    public enum Length {
        ONE,
        /** Any number, 0 included; all series of a record are equally long. */
        SERIES
    }

    public Field {
        if (name.isEmpty() || name.contains("[")) {
            throw new IllegalArgumentException("name of a field: expected text without '[', got '" + name + "'");
        }
    }

    /** One value a record. */
    public static Field of(String name, Storage storage, int... shape) {
        return new Field(name, Shape.of(shape), storage, Length.ONE);
    }

    /** A series a record, each value of this shape. */
    public static Field series(String name, Storage storage, int... shape) {
        return new Field(name, Shape.of(shape), storage, Length.SERIES);
    }

    public boolean isSeries() {
        return length == Length.SERIES;
    }

    /** Numbers in one value. */
    public int size() {
        return shape.size();
    }
}
