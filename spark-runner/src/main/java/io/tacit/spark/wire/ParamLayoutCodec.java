package io.tacit.spark.wire;

import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.List;

/** {@code entries · (name · rank · shape)*}; offsets follow, since entries lie without gaps. */
final class ParamLayoutCodec implements WireCodec<ParamLayout> {
    static final ParamLayoutCodec INSTANCE = new ParamLayoutCodec();

    private ParamLayoutCodec() {}

    @Override
    public Class<ParamLayout> type() {
        return ParamLayout.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(ParamLayout layout, WireWriter out) {
        out.length(layout.entries().size());
        for (ParamLayout.Entry entry : layout.entries()) {
            out.text(entry.name());
            out.length(entry.shape().size());
            entry.shape().forEach(out::varint);
        }
    }

    @Override
    public ParamLayout decode(WireReader in) {
        int count = in.arrayLength();
        List<ParamLayout.Entry> entries = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < count; i++) {
            ParamLayout.Entry entry = new ParamLayout.Entry(in.text(), shape(in), offset);
            entries.add(entry);
            offset = entry.end();
        }
        return new ParamLayout(entries);
    }

    private static List<Integer> shape(WireReader in) {
        int rank = in.arrayLength();
        List<Integer> shape = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            shape.add((int) in.varint());
        }
        return shape;
    }
}
