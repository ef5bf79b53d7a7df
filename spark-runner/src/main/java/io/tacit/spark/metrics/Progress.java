package io.tacit.spark.metrics;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Shows a person how the run goes: rounds of training, and phases such as reading data or scoring.
 *
 * <p>On a terminal this is a bar that rewrites its line; elsewhere plain whole lines, a few a minute, fit for a log.
 * Progress is for standard error, so that standard output holds only the result.
 */
public interface Progress extends AutoCloseable {

    /** Begins work other than training; a unit such as "row", in the singular, and the number of them, where it is known. */
    Phase phase(String name, String unit, OptionalLong total);

    /** A round of training has ended. */
    void round(RoundRecord round);

    /**
     * Something that takes long goes on; may be told every second, from any thread, and is shown as often as fits.
     *
     * @param what goes on, and how far it is where that is known: "round 12, 1 of 4 tasks done"
     */
    void alive(String what, double seconds);

    /** One line that is to stay, for instance where a checkpoint was written. */
    void note(String line);

    @Override
    void close();

    /**
     * The bar where {@code which} is a terminal, else plain lines.
     *
     * <p>Written as UTF-8 whatever the locale: a container often has none set, and still shows UTF-8 well.
     */
    static Progress on(StandardStream which, InstantSource clock) {
        PrintStream utf8 = new PrintStream(which.stream(), true, StandardCharsets.UTF_8);
        return which.isTerminal() ? terminal(utf8) : plain(utf8, clock);
    }

    static Progress terminal(PrintStream out) {
        return new TerminalProgress(out);
    }

    static Progress plain(PrintStream out, InstantSource clock) {
        return new PlainProgress(out, clock);
    }

    /** Shows nothing, for use as a library. */
    static Progress silent() {
        return SilentProgress.INSTANCE;
    }

    /** A piece of work that is not training; it may be told from any thread how far it is. */
    interface Phase extends AutoCloseable {

        /** So many units are done in all. */
        void at(long done);

        /** All of it is done, in so many units, or 0 where nobody counted them. */
        void end(long done);

        /** Ends the phase; as interrupted where its end was not told. */
        @Override
        void close();
    }
}
