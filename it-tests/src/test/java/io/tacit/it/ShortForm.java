package io.tacit.it;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a test runs commands that are shown for people with time, told by a comment just above the block:
 *
 * <pre>
 * &lt;!-- test: append --rounds 2 --&gt;            behind the last command
 * &lt;!-- test: replace 100000 with 2000 --&gt;     everywhere in the block, where it has to occur
 * &lt;!-- test: not run: it needs a cluster --&gt;  with the reason
 * </pre>
 *
 * Several, separated by semicolons, are done one after the other; without a comment commands run as shown.
 */
final class ShortForm {
    private static final String APPEND = "append ";
    private static final String REPLACE = "replace ";
    private static final String NOT_RUN = "not run: ";

    private ShortForm() {}

    /** The script to run, or nothing. */
    static Optional<String> of(Document.Block block) {
        String script = String.join("\n", block.code());
        for (String remark : Arrays.asList(block.remark().orElse("").split("; "))) {
            if (remark.startsWith(NOT_RUN)) {
                return Optional.empty();
            }
            script = applied(remark, script);
        }
        return Optional.of(script);
    }

    private static String applied(String remark, String script) {
        if (remark.isEmpty()) {
            return script;
        }
        if (remark.startsWith(APPEND)) {
            return script + " " + remark.substring(APPEND.length());
        }
        List<String> words = Arrays.asList(
                remark.substring(Math.min(remark.length(), REPLACE.length())).split(" with "));
        if (!remark.startsWith(REPLACE) || words.size() != 2 || !script.contains(words.get(0))) {
            throw new IllegalArgumentException("'" + remark + "' is none of append, replace ... with ... (of something"
                    + " that is there) and not run: ..., for\n" + script);
        }
        return script.replace(words.get(0), words.get(1));
    }
}
