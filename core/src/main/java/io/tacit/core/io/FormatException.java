package io.tacit.core.io;

import java.io.IOException;

/** A file is not what it should be: says which file, what was expected and what was found. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public FormatException(String where, String what) {
        super(where + ": " + what);
    }

    public FormatException(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
    }
}
