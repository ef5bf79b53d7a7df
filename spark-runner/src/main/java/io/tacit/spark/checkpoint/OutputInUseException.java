package io.tacit.spark.checkpoint;

import org.apache.hadoop.fs.Path;

/** Another run holds the output directory. */
public final class OutputInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LockOwner owner;

    OutputInUseException(Path output, LockOwner owner) {
        super("the output directory " + output + " is in use by " + owner.text()
                + "; wait for it, end it, or choose another --output");
        this.owner = owner;
    }

    public LockOwner owner() {
        return owner;
    }
}
