package io.tacit.spark.wire;

import io.tacit.spark.compress.Int8Vector;

/** {@code numbers in a block · length · steps · scales}. */
final class Int8VectorCodec implements WireCodec<Int8Vector> {
    static final Int8VectorCodec INSTANCE = new Int8VectorCodec();

    private Int8VectorCodec() {}

    @Override
    public Class<Int8Vector> type() {
        return Int8Vector.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Int8Vector v, WireWriter out) {
        out.int32(v.block());
        out.length(v.length());
        out.bytes(v.steps(), 0, v.length());
        out.floats(v.scales());
    }

    @Override
    public Int8Vector decode(WireReader in) {
        int block = in.int32();
        byte[] steps = new byte[in.arrayLength()];
        in.bytes(steps, 0, steps.length);
        return new Int8Vector(block, steps, in.floats(Int8Vector.blocks(steps.length, block)));
    }
}
