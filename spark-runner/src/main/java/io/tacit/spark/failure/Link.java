package io.tacit.spark.failure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One exception of a chain, thrown here or told by an executor.
 *
 * @param type simple name of its class
 * @param message without names of classes; empty where it had none
 * @param origin who wrote the message
 * @param place where it was thrown
 */
record Link(String type, String message, Origin origin, Place place) {
    private static final String OURS = "io.tacit.";
    private static final int LONGEST_CHAIN = 50;

    /** As Spark tells an executor's exception: class, message, then the frames. */
    private static final Pattern TOLD = Pattern.compile(
            "(?m)(?:^Caused by: |Lost task [^\\n]*?\\): |^Exception in task [^\\n]*?: )((?:[a-z_][\\w]*\\.)+[\\w$]+)(?:: ([^\\n]*))?(?:\\n\\s*at ([^\\n]*))?");

    /** In front of what an executor tells; the driver, where it runs tasks itself, goes by that name. */
    private static final Pattern EXECUTOR = Pattern.compile("Lost task [^\\n]*? executor (?!driver\\))[^ )]+\\): ");

    enum Place {
        THIS_PROCESS,
        EXECUTOR
    }

    enum Origin {
        /** This program: it is meant for people. */
        OURS,
        FOREIGN
    }

    boolean isOurs() {
        return origin == Origin.OURS;
    }

    /** From the outermost to the root. */
    static List<Link> chain(Throwable failure) {
        List<Link> links = new ArrayList<>();
        Throwable at = failure;
        while (at != null && links.size() < LONGEST_CHAIN) {
            links.add(of(at));
            links.addAll(told(String.valueOf(at.getMessage())));
            at = at.getCause();
        }
        return links;
    }

    private static Link of(Throwable thrown) {
        String type = thrown.getClass().getName();
        String frame = Arrays.stream(thrown.getStackTrace())
                .findFirst()
                .map(StackTraceElement::getClassName)
                .orElse("");
        // What only repeats its cause says nothing of its own.
        boolean repeats =
                thrown.getCause() != null && thrown.getCause().toString().equals(thrown.getMessage());
        String message = repeats || thrown.getMessage() == null ? "" : thrown.getMessage();
        return new Link(simple(type), PlainText.of(message), origin(type, frame), Place.THIS_PROCESS);
    }

    private static List<Link> told(String message) {
        List<Link> links = new ArrayList<>();
        Place place = EXECUTOR.matcher(message).find() ? Place.EXECUTOR : Place.THIS_PROCESS;
        Matcher matcher = TOLD.matcher(message);
        while (matcher.find()) {
            String text = matcher.group(2) == null ? "" : matcher.group(2);
            String frame = matcher.group(3) == null ? "" : matcher.group(3);
            links.add(new Link(simple(matcher.group(1)), PlainText.of(text), origin(matcher.group(1), frame), place));
        }
        return links;
    }

    private static Origin origin(String type, String frame) {
        boolean slip = Kinds.SLIPS.contains(simple(type)) || type.endsWith("Error");
        boolean ours = type.startsWith(OURS) || (frame.startsWith(OURS) && !slip);
        return ours ? Origin.OURS : Origin.FOREIGN;
    }

    private static String simple(String type) {
        return type.replaceAll(".*[.$]", "");
    }
}
