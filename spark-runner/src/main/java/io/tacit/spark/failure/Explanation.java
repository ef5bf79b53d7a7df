package io.tacit.spark.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A failure in sentences: what happened, the cause, what to do.
 *
 * @param text one or more lines, without names of classes
 * @param blame whether the request was wrong or its execution failed
 */
public record Explanation(String text, Blame blame) {
    private static final String NOTHING_KNOWN =
            "this should not have happened: an error of the program, please report it with what --verbose prints";

    /** Where the cause lies. */
    public enum Blame {
        /** In what was asked for. */
        REQUEST,
        EXECUTION
    }

    /** Of an exception of any kind, those that Java does not know to be thrown included. */
    public static Explanation of(Throwable failure) {
        List<Link> chain = Link.chain(failure);
        Optional<Kinds.Told> cause = cause(chain);
        List<String> lines = new ArrayList<>();
        chain.stream().filter(Link::isOurs).map(Link::message).forEach(message -> add(lines, message));
        cause.map(Kinds.Told::sentence).or(() -> root(chain)).ifPresent(sentence -> add(lines, sentence));
        if (lines.isEmpty()) {
            lines.add(NOTHING_KNOWN);
        }
        Blame blame = cause.map(Kinds.Told::blame).orElse(Blame.EXECUTION);
        return new Explanation(String.join(System.lineSeparator() + "  because ", lines), blame);
    }

    /** The row of the deepest exception that has one: what stands above it only passes it on. */
    private static Optional<Kinds.Told> cause(List<Link> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            Optional<Kinds.Told> told = Kinds.told(chain.get(i));
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    /** What the deepest exception says to people; what stands above a slip of the program explains nothing. */
    private static Optional<String> root(List<Link> chain) {
        boolean slip = Kinds.SLIPS.contains(chain.get(chain.size() - 1).type());
        if (slip && chain.stream().noneMatch(Link::isOurs)) {
            return Optional.empty();
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            Link link = chain.get(i);
            if (!Kinds.isShopTalk(link)) {
                return Optional.of(PlainText.firstLine(link.message()));
            }
        }
        return Optional.empty();
    }

    private static void add(List<String> lines, String sentence) {
        boolean said = lines.stream().anyMatch(line -> line.contains(sentence));
        if (!sentence.isBlank() && !said) {
            lines.add(sentence);
        }
    }
}
