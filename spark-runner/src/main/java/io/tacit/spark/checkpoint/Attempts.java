package io.tacit.spark.checkpoint;

import io.tacit.spark.failure.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writing that is tried again where it fails: storage may be gone for a moment, and what is to be written the work of a night.
 *
 * @param pauses before each further attempt
 */
public record Attempts(List<Duration> pauses) {
    /** Two more, seconds apart. */
    public static final Attempts FEW = new Attempts(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));

    public Attempts {
        pauses = List.copyOf(pauses);
    }

    /** Something that may be done again from its beginning. */
    public interface Writing {
        void run() throws IOException;
    }

    /**
     * @param retold hears why an attempt failed, before the pause
     * @throws IOException of the last attempt
     */
    public void at(Writing writing, Consumer<String> retold) throws IOException {
        for (Duration pause : pauses) {
            try {
                writing.run();
                return;
            } catch (IOException | UncheckedIOException e) {
                retold.accept(sentence(e) + "; trying again in " + pause.toSeconds() + " s");
                if (!pause(pause)) {
                    throw e;
                }
            }
        }
        writing.run();
    }

    private static String sentence(Exception failure) {
        return Explanation.of(failure).text().replaceAll("\\R\\s*", " ");
    }

    /** False where the thread is not to wait. */
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
