package io.tacit.core.data;

/** What the numbers of a field are kept as; in a model they are of the engine's precision. */
public enum Storage {
    /** Numbers as read from a table, before a model's units. */
    FLOAT64(Double.BYTES),
    FLOAT32(Float.BYTES),
    /** Whole numbers 0 … 255, such as the brightness of pixels. */
    UINT8(Byte.BYTES),
    /** Whole numbers, such as numbers of classes. */
    INT32(Integer.BYTES);

    private final int bytes;

    Storage(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one number. */
    public int bytes() {
        return bytes;
    }
}
