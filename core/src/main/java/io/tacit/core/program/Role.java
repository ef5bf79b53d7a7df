package io.tacit.core.program;

/** The source of a Program's input. */
public enum Role {
    /** One value per example. */
    EXAMPLE,
    /** One value for the batch which is not a parameter: time, step size, a cotangent of a SHARED output. */
    SHARED,
    /** A slice of the flat parameter vector θ. */
    PARAM;

    public Kind kind() {
        return this == EXAMPLE ? Kind.BATCHED : Kind.SHARED;
    }
}
