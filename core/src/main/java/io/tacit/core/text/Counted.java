package io.tacit.core.text;

import java.util.Locale;

/** A number of things, as a sentence says it: "1 record", "18,122 records". */
public final class Counted {
    private Counted() {}

    /** @param noun in the singular; the last word is the one that changes: "training record" */
    public static String of(long count, String noun) {
        return number(count) + " " + noun(count, noun);
    }

    /** The noun alone, as it stands behind such a number. */
    public static String noun(long count, String noun) {
        return count == 1 ? noun : plural(noun);
    }

    /** All digits, in groups of three. */
    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "records", "passes", "entries". */
    public static String plural(String noun) {
        if (noun.matches(".*(s|x|ch|sh)")) {
            return noun + "es";
        }
        return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
