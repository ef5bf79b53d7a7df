package io.tacit.core.io;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The files that a manifest names: beside it and nowhere else, all that are needed among them, each with its checksum. */
public final class Beside {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private Beside() {}

    /**
     * Passes where every name is a plain one and none of {@code needed} is missing.
     *
     * @param where the manifest, for messages
     */
    public static void require(Map<String, Checksum> files, Set<String> needed, String where) throws FormatException {
        for (String name : files.keySet()) {
            if (!PLAIN.matcher(name).matches()) {
                throw new FormatException(
                        where, "names the file '" + name + "'; expected plain names of files beside the manifest");
            }
        }
        for (String name : needed) {
            if (!files.containsKey(name)) {
                throw new FormatException(
                        where, "has no checksum of " + name + ", which cannot be verified without it");
            }
        }
    }

    /** {@code values}, which must have no holes: JSON's null is no checksum and no state. */
    public static <V> Map<String, V> whole(String field, Map<String, V> values) {
        values.forEach((name, value) -> {
            if (value == null) {
                throw new IllegalArgumentException(field + ": '" + name + "' is null");
            }
        });
        return values;
    }
}
