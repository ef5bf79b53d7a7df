package io.tacit.core.engine.plan;

import java.util.TreeMap;

/** Places in one array, reused once their value is dead: first fit over free ranges. */
final class Allocator {

    private final TreeMap<Integer, Integer> free = new TreeMap<>();
    private int size;

    /** The largest extent so far. */
    int size() {
        return size;
    }

    int take(int length) {
        for (var range : free.entrySet()) {
            if (range.getValue() >= length) {
                int start = range.getKey();
                int left = range.getValue() - length;
                free.remove(start);
                if (left > 0) {
                    free.put(start + length, left);
                }
                return start;
            }
        }
        return extend(length);
    }

    private int extend(int length) {
        var last = free.lastEntry();
        boolean grows = last != null && last.getKey() + last.getValue() == size;
        int start = grows ? last.getKey() : size;
        if (grows) {
            free.remove(start);
        }
        size = start + length;
        return start;
    }

    void give(int start, int length) {
        int from = start;
        int extent = length;
        var before = free.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            from = before.getKey();
            extent += before.getValue();
            free.remove(from);
        }
        Integer after = free.remove(start + length);
        free.put(from, extent + (after == null ? 0 : after));
    }
}
