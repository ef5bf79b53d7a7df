package io.tacit.core.tensor;

/** The IEEE 754 format in which numbers are stored: {@code FLOAT32} for speed, {@code FLOAT64} as the oracle. */
public enum Precision {
    FLOAT32(Float.BYTES),
    FLOAT64(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The value nearest to {@code v} that this format can hold. */
    public double round(double v) {
        return this == FLOAT32 ? (float) v : v;
    }
}
