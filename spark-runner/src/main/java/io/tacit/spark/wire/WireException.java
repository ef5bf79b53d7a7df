package io.tacit.spark.wire;

/** Bytes arrived that this build cannot or must not read. The message says what was expected, what came, what to do. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WireException(String message) {
        super(message);
    }

    static WireException version(Class<?> type, byte expected, byte came) {
        return new WireException(
                type.getSimpleName() + " arrived in wire version " + came + ", this build reads version " + expected
                        + "; run the same Tacit jar on the driver and on every executor");
    }

    static WireException corrupt(String what, int expected, int came) {
        return new WireException(String.format(
                "%s arrived damaged: the sender wrote CRC32C %08x, the bytes that came have %08x; if it happens again,"
                        + " suspect memory, network or disk of the sending host",
                what, expected, came));
    }

    static WireException unreadable(String what, RuntimeException cause) {
        WireException e = new WireException(what + " arrived damaged or cut off: " + cause.getMessage());
        e.initCause(cause);
        return e;
    }

    static WireException tooLarge(Class<?> type, int most) {
        return new WireException(type.getSimpleName() + " is not sent: expected at most " + most
                + " bytes, which is what one array holds, got more; use more workers");
    }

    static WireException illegal(String what, String expected, long came) {
        return new WireException(what + ": expected " + expected + ", got " + came
                + "; run the same Tacit jar on the driver and on every executor");
    }
}
