package io.tacit.spark.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of one section, in the order in which they are made; filled while a class of keys is loaded, and never again. */
final class KeyTable {

    /** Fallback of keys that are not set where nothing sets them. */
    static final String NONE = "";

    private final List<Key<?>> keys = new ArrayList<>();

    <T> Key<T> key(String path, String flag, Kind<T> kind, String fallback, String unit, String meaning) {
        Key<T> key = new Key<>(path, flag, kind, fallback, unit, meaning);
        keys.add(key);
        return key;
    }

    List<Key<?>> all() {
        return Collections.unmodifiableList(keys);
    }
}
