package io.tacit.spark.config;

import java.util.Optional;

/**
 * One thing that is wrong with what was asked for.
 *
 * @param where file and line, or the flag; empty where it stands nowhere, as with a missing key
 * @param key the key concerned; empty where there is none
 * @param what what was expected and what came
 * @param nearest the valid name that may have been meant
 */
public record Problem(String where, String key, String what, Optional<String> nearest) {

    public static Problem of(String where, String key, String what) {
        return new Problem(where, key, what, Optional.empty());
    }

    /** One line, such as {@code flights.conf:12: training.bach: no such key; did you mean training.batch?} */
    public String text() {
        StringBuilder line = new StringBuilder();
        if (!where.isEmpty()) {
            line.append(where).append(": ");
        }
        if (!key.isEmpty()) {
            line.append(key).append(": ");
        }
        line.append(what);
        nearest.ifPresent(name -> line.append("; did you mean ").append(name).append('?'));
        return line.toString();
    }
}
