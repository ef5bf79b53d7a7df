package io.tacit.spark.driver;

/** A version of Java that the Spark on the class path cannot run on; the message says which one to take. */
public final class UnsupportedJavaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsupportedJavaException(String message) {
        super(message);
    }
}
