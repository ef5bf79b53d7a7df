package io.tacit.spark.wire;

import java.io.Serializable;

/**
 * How one type is written as bytes and read back. A change of the bytes is a new version.
 *
 * <p>A codec holds no state and travels with the tasks that use it; the result of {@link #decode} owns its memory.
 */
public interface WireCodec<T> extends Serializable {
    Class<T> type();

    byte version();

    void encode(T value, WireWriter out);

    T decode(WireReader in);
}
