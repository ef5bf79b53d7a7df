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

/** One of the two streams a process writes to; tells whether a person watches it. */
public enum StandardStream {
    OUT(1),
    /** The launcher may hand on the user's stream as another one, since the virtual machine itself writes to 2. */
    ERR(Integer.getInteger("io.tacit.stderr", 2));

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Makes {@link System#err} the user's stream where the launcher has handed it on. */
    public static void useHandedOn() {
        if (ERR.descriptor == 2) {
            return;
        }
        try {
            Constructor<FileDescriptor> ofNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
            ofNumber.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(ofNumber.newInstance(ERR.descriptor));
            System.setErr(new PrintStream(stream, true, StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            // Then everything goes through the launcher's filter, as what the virtual machine says does.
            return;
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
