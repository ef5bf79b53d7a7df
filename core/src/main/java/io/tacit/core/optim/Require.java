package io.tacit.core.optim;

import java.util.function.DoublePredicate;

/** Refusals of nonsense in the settings of this package, each with the name of the setting and what it may be. */
final class Require {
    private Require() {}

    static void notNegative(String name, double v) {
        check(name, "0 or more", v, x -> x >= 0);
    }

    static void positive(String name, double v) {
        check(name, "more than 0", v, x -> x > 0);
    }

    /** In [0, 1). */
    static void decay(String name, double v) {
        check(name, "at least 0 and less than 1", v, x -> x >= 0 && x < 1);
    }

    static void check(String name, String expected, double v, DoublePredicate accepted) {
        if (!Double.isFinite(v) || !accepted.test(v)) {
            throw new IllegalArgumentException(name + ": expected " + expected + ", got " + v);
        }
    }
}
