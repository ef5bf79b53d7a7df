package io.tacit.spark.driver;

/** A round that gave nothing to go on with; ends the loop. */
final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    DivergedException(Ending ending) {
        super(ending.message());
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
