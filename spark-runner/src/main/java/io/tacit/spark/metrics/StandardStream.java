package io.tacit.spark.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of the two streams a process writes to; tells whether a person watches it. */
public enum StandardStream {
    OUT(1),
    ERR(2);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Whether the stream goes to a terminal that can rewrite a line.
     *
     * <p>{@link System#console()} asks about standard input and output only, so Linux is asked about the very stream;
     * elsewhere the console has to do.
     */
    public boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
