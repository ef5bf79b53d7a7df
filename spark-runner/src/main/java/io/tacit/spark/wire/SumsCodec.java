package io.tacit.spark.wire;

import io.tacit.core.solve.Work;
import io.tacit.core.train.MeasureSums;
import io.tacit.core.train.Sums;
import java.util.ArrayList;
import java.util.List;

/** {@code measures · count · failed · forward · backward · advice}; a measure is its name and five sums, a work three counts. */
final class SumsCodec implements WireCodec<Sums> {
    static final SumsCodec INSTANCE = new SumsCodec();

    private SumsCodec() {}

    @Override
    public Class<Sums> type() {
        return Sums.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Sums sums, WireWriter out) {
        out.length(sums.measures().size());
        sums.measures().forEach(measure -> encode(measure, out));
        out.int64(sums.count());
        out.int64(sums.failed());
        encode(sums.forward(), out);
        encode(sums.backward(), out);
        out.texts(sums.advice());
    }

    private static void encode(MeasureSums sums, WireWriter out) {
        out.text(sums.measure());
        out.float64(sums.y());
        out.float64(sums.yy());
        out.float64(sums.w());
        out.float64(sums.yw());
        out.float64(sums.ww());
    }

    private static void encode(Work work, WireWriter out) {
        out.int64(work.evaluations());
        out.int64(work.accepted());
        out.int64(work.rejected());
    }

    @Override
    public Sums decode(WireReader in) {
        return new Sums(measures(in), in.int64(), in.int64(), work(in), work(in), in.texts());
    }

    private static List<MeasureSums> measures(WireReader in) {
        int count = in.arrayLength();
        List<MeasureSums> measures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            measures.add(
                    new MeasureSums(in.text(), in.float64(), in.float64(), in.float64(), in.float64(), in.float64()));
        }
        return measures;
    }

    private static Work work(WireReader in) {
        return new Work(in.int64(), in.int64(), in.int64());
    }
}
