package io.tacit.spark.driver;

/** Training ended without a model: it diverged, or somebody asked it to stop. */
public final class TrainingEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    TrainingEndedException(Ending ending) {
        super("training " + ending.kind().text() + ": " + ending.message());
        this.ending = ending;
    }

    public Ending ending() {
        return ending;
    }
}
