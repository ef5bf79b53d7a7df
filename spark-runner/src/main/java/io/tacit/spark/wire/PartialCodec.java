package io.tacit.spark.wire;

import io.tacit.core.tensor.Precision;
import io.tacit.spark.average.Term;
import io.tacit.spark.average.Twofold;
import java.util.ArrayList;
import java.util.List;

/** {@code rank · level · weight · sums}, a sum being {@code bytes of the workers' numbers · length · high parts · low parts}. */
final class PartialCodec implements WireCodec<Term.Partial> {
    static final PartialCodec INSTANCE = new PartialCodec();

    private PartialCodec() {}

    @Override
    public Class<Term.Partial> type() {
        return Term.Partial.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Term.Partial value, WireWriter out) {
        out.int32(value.firstRank());
        out.int32(value.level());
        out.float64(value.weight());
        out.length(value.vectors());
        for (int v = 0; v < value.vectors(); v++) {
            Twofold sum = value.sums().get(v);
            out.int8(value.precision(v).bytes());
            out.length(sum.high().length);
            out.doubles(sum.high());
            out.doubles(sum.low());
        }
    }

    @Override
    public Term.Partial decode(WireReader in) {
        int firstRank = in.int32();
        int level = in.int32();
        double weight = in.float64();
        int vectors = in.arrayLength();
        List<Precision> precisions = new ArrayList<>();
        List<Twofold> sums = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            precisions.add(in.int8() == Float.BYTES ? Precision.FLOAT32 : Precision.FLOAT64);
            int length = in.arrayLength();
            sums.add(new Twofold(in.doubles(length), in.doubles(length)));
        }
        return new Term.Partial(firstRank, level, weight, precisions, sums);
    }
}
