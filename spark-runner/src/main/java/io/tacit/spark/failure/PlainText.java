package io.tacit.spark.failure;

import java.util.regex.Pattern;

/** Messages of libraries without what only a Java programmer reads: names of classes, codes, stack frames. */
final class PlainText {
    private static final Pattern QUALIFIED = Pattern.compile(
            "(?<![\\w/.-])(?:class )?(?:java|javax|jdk|sun|com|org|io|net|scala|akka)\\.(?:[a-z_]\\w*\\.)*[A-Z][\\w$]*(?:\\([^)\\n]*\\.(?:java|scala):\\d+\\))?:?[ ]?");
    private static final Pattern SIMPLE = Pattern.compile(
            "\\b[A-Z]\\w*[a-z](?:Exception|(?:Memory|Overflow|Def|Link|Format|Assertion|Initializer|Internal|FS)Error)\\b:?[ ]?");
    private static final Pattern CONDITION = Pattern.compile("\\[[A-Z][A-Z_]*(?:\\.[A-Z_]+)*\\] ?|\\s*SQLSTATE: \\w+");
    private static final Pattern FRAMES = Pattern.compile("(?m)^\\s+at .*(?:\\R|$)|(?m)^Driver stacktrace:.*$");
    private static final Pattern STAGE = Pattern.compile(
            "Exception thrown in awaitResult: ?|Job aborted due to stage failure: (?:Task [^\\n]*?most recent failure: )?");
    private static final Pattern TASK = Pattern.compile("Lost task [^\\n]*?\\): ");

    private PlainText() {}

    static String of(String message) {
        String text = FRAMES.matcher(message).replaceAll("");
        for (Pattern pattern : new Pattern[] {STAGE, TASK, CONDITION, QUALIFIED, SIMPLE}) {
            text = pattern.matcher(text).replaceAll("");
        }
        return text.replaceAll("(?m)[ \\t]+$", "").strip().replaceFirst(":$", "");
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
