package io.tacit.spark.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names in a line of text: with commas between them, and in double quotes what would be taken for something else otherwise; a
 * quote inside of quotes is doubled. What is printed so is read back as it was.
 */
public final class NameList {
    /** A comma that has as many quotes on its right as make whole pairs. */
    private static final String COMMA = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    /** In lists and in what stands around them. */
    private static final String PUNCTUATION = "(?s).*[,;\"()\\p{Cntrl}].*";

    private static final String PLAIN_IN_SHELL = "[\\p{L}\\p{N}_.,:=/+-]+";

    private NameList() {}

    /** The names as a person reads them and can give them again. */
    public static String shown(List<String> names) {
        return names.stream().map(NameList::shown).collect(Collectors.joining(", "));
    }

    public static String shown(String name) {
        boolean plain = !name.matches(PUNCTUATION) && name.equals(name.strip()) && !name.isEmpty();
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** As one word of a command line. */
    public static String inShell(String text) {
        return text.matches(PLAIN_IN_SHELL) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split(COMMA)).map(NameList::name).toList();
    }

    /** What a word between commas names. */
    static String name(String word) {
        String plain = word.strip();
        return plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")
                ? plain.substring(1, plain.length() - 1).replace("\"\"", "\"")
                : plain;
    }

    /** What {@link #split} reads back. */
    static String joined(List<?> names) {
        return names.stream().map(name -> shown(String.valueOf(name))).collect(Collectors.joining(","));
    }
}
