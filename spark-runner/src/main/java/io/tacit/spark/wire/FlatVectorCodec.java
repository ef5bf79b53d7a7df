package io.tacit.spark.wire;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;

/** {@code bytes per number · length · numbers}. */
public final class FlatVectorCodec implements WireCodec<FlatVector> {
    public static final FlatVectorCodec INSTANCE = new FlatVectorCodec();

    private FlatVectorCodec() {}

    @Override
    public Class<FlatVector> type() {
        return FlatVector.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(FlatVector v, WireWriter out) {
        out.int8(v.precision().bytes());
        out.length(v.length());
        if (v.precision() == Precision.FLOAT32) {
            out.floats(v.floats());
        } else {
            out.doubles(v.doubles());
        }
    }

    @Override
    public FlatVector decode(WireReader in) {
        byte width = in.int8();
        int length = in.arrayLength();
        return switch (width) {
            case Float.BYTES -> FlatVector.of(in.floats(length));
            case Double.BYTES -> FlatVector.of(in.doubles(length));
            default -> throw WireException.illegal("bytes per number of a FlatVector", "4 or 8", width);
        };
    }
}
