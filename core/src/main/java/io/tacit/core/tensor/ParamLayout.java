package io.tacit.core.tensor;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names and shapes of the parameters inside the one flat vector θ, in trace order. Entry after entry without gaps,
 * each in row-major order.
 */
public record ParamLayout(List<Entry> entries) implements Serializable {
    private static final long TOO_MANY = Integer.MAX_VALUE - 8L;

    public static final ParamLayout EMPTY = new ParamLayout(List.of());

    /** The array {@code name} of the given shape (empty for a scalar) begins at {@code offset} of θ. */
    public record Entry(String name, List<Integer> shape, int offset) implements Serializable {
        public Entry {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name of a parameter: expected some text, got '" + name + "'");
            }
            shape = List.copyOf(shape);
            if (shape.stream().anyMatch(n -> n < 0)) {
                throw new IllegalArgumentException("shape of parameter '" + name + "' has a negative axis: " + shape);
            }
            requireRoom(name, shape, offset);
        }

        /** A vector ends where Java's arrays do. */
        private static void requireRoom(String name, List<Integer> shape, int offset) {
            long end = Math.max(0, offset);
            long size = 1;
            for (int n : shape) {
                size = Math.min(TOO_MANY, size * n);
            }
            if (end + size >= TOO_MANY) {
                throw new IllegalArgumentException("parameter '" + name + "' of shape " + shape + " at offset " + offset
                        + ": all parameters together must be fewer than " + TOO_MANY);
            }
        }

        /** Number of elements. */
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        /** The first offset after this array. */
        public int end() {
            return Math.addExact(offset, size());
        }
    }

    public ParamLayout {
        entries = List.copyOf(entries);
        Set<String> names = new HashSet<>();
        int expected = 0;
        for (Entry e : entries) {
            if (!names.add(e.name())) {
                throw new IllegalArgumentException("parameter '" + e.name() + "' occurs twice; names must be unique");
            }
            if (e.offset() != expected) {
                throw new IllegalArgumentException("parameter '" + e.name() + "': expected offset " + expected
                        + " (right after the one before), got " + e.offset());
            }
            expected = e.end();
        }
    }

    /** Length of θ. */
    public int size() {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
    }

    /**
     * The entry of that name.
     *
     * @throws IllegalArgumentException where there is none, with the names there are
     */
    public Entry entry(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no parameter '" + name + "'; there are "
                        + entries.stream().map(Entry::name).toList()));
    }

    public Optional<Entry> find(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** This layout with another array appended. */
    public ParamLayout append(String name, List<Integer> shape) {
        List<Entry> longer = new ArrayList<>(entries);
        longer.add(new Entry(name, shape, size()));
        return new ParamLayout(longer);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects entries; each begins where the one before ends. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private int size;

        private Builder() {}

        public Builder add(String name, int... shape) {
            List<Integer> axes = new ArrayList<>(shape.length);
            for (int n : shape) {
                axes.add(n);
            }
            Entry entry = new Entry(name, axes, size);
            entries.add(entry);
            size = entry.end();
            return this;
        }

        public ParamLayout build() {
            return new ParamLayout(entries);
        }
    }
}
