package io.tacit.spark.metrics;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** One of the two streams a process writes to; tells whether a person watches it. */
public enum StandardStream {
    OUT(1, System.out),
    /** The launcher may hand on the user's stream as another one, since the virtual machine itself writes to 2. */
    ERR(Integer.getInteger("io.tacit.stderr", 2), System.err);

    private static final Set<String> NOBODY_READS = Set.of("Broken pipe", "Bad file descriptor");

    private final int descriptor;
    private final PrintStream stream;

    StandardStream(int descriptor, PrintStream usual) {
        this.descriptor = descriptor;
        this.stream = descriptor <= 2 ? usual : handedOn(descriptor).orElse(usual);
    }

    /** What writes to it, whatever is put in the place of {@link System#err} later. */
    public PrintStream stream() {
        return stream;
    }

    /**
     * Why something that was written did not arrive; empty where it did, and where nobody reads it, as behind {@code | head}.
     */
    public Optional<String> lost() {
        if (!stream.checkError()) {
            return Optional.empty();
        }
        // A print stream keeps the reason to itself; the next byte meets the same one.
        FileOutputStream again = new FileOutputStream(this == OUT ? FileDescriptor.out : FileDescriptor.err);
        try {
            again.write('\n');
            return Optional.of("its end is missing");
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return NOBODY_READS.contains(why) ? Optional.empty() : Optional.of(why);
        }
    }

    /** Nothing where Java does not give it: then everything goes through the launcher's filter, as what the virtual machine says does. */
    private static Optional<PrintStream> handedOn(int descriptor) {
        try {
            Constructor<FileDescriptor> ofNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
            ofNumber.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(ofNumber.newInstance(descriptor));
            return Optional.of(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
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
