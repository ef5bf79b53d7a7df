package io.tacit.spark.config;

import java.util.List;

/**
 * One thing that can be set: in a file under {@code path}, on the command line by {@code flag}.
 *
 * @param fallback the value where it is not set, written as in a file; empty where there is none
 * @param unit of the value, or what kind of thing it is
 * @param meaning a sentence for people; says what happens without a value where there is no fallback
 */
public record Key<T>(String path, String flag, Kind<T> kind, String fallback, String unit, String meaning) {

    /** What values it takes, in words. */
    public String expected() {
        return kind.expected();
    }

    /** The valid names, where it is a choice. */
    public List<String> names() {
        return kind.names();
    }

    /** Whether it takes several values, with commas between them. */
    public boolean isList() {
        return kind.values() == Kind.Values.LIST;
    }

    /** {@code value} itself, where it is in range. */
    T require(T value) {
        if (!kind.valid().test(value)) {
            throw new IllegalArgumentException(path + ": expected " + kind.expected() + ", got " + value);
        }
        return value;
    }
}
