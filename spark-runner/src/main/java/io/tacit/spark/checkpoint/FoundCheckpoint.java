package io.tacit.spark.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The newest checkpoint that verified, if there is one, and what was skipped on the way to it.
 *
 * @param damaged what is wrong with each newer one that did not verify
 * @param unfinished newer ones whose writing was interrupted
 */
public record FoundCheckpoint(Optional<Restored> restored, List<String> damaged, List<Path> unfinished) {
    /** A checkpoint that verified. */
    public record Restored(Checkpoint checkpoint, Path directory) {}

    public FoundCheckpoint {
        damaged = List.copyOf(damaged);
        unfinished = List.copyOf(unfinished);
    }

    /** What is not used, and why: a sentence for each. */
    public List<String> skipped() {
        List<String> sentences = new ArrayList<>(damaged);
        unfinished.forEach(directory -> sentences.add(
                directory + " was not written to its end: the run that did so was killed or is under way"));
        return sentences;
    }

    /** From where a training in {@code output} goes on, and what becomes of the others. */
    public String whereItGoesOn(Path output) {
        String start = restored.map(found ->
                        "goes on after round " + found.checkpoint().cursor().round() + ", from " + found.directory())
                .orElse("no checkpoint to go on from in " + output + ": training starts at its beginning");
        return skipped().isEmpty() ? start : start + "; what was skipped stays until newer checkpoints take its place";
    }
}
