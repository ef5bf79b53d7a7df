package io.tacit.spark.wire;

import io.tacit.spark.average.Branch;
import io.tacit.spark.average.Term;
import io.tacit.spark.worker.WorkerReport;
import java.util.ArrayList;
import java.util.List;

/** {@code reports · leaves · sums}; terms of both kinds are put into rank order when they are read. */
public final class BranchCodec implements WireCodec<Branch> {
    public static final BranchCodec INSTANCE = new BranchCodec();

    private BranchCodec() {}

    @Override
    public Class<Branch> type() {
        return Branch.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Branch value, WireWriter out) {
        out.parts(WorkerReportCodec.INSTANCE, value.reports());
        out.parts(
                LeafCodec.INSTANCE,
                value.terms().stream()
                        .filter(Term.Leaf.class::isInstance)
                        .map(Term.Leaf.class::cast)
                        .toList());
        out.parts(
                PartialCodec.INSTANCE,
                value.terms().stream()
                        .filter(Term.Partial.class::isInstance)
                        .map(Term.Partial.class::cast)
                        .toList());
    }

    @Override
    public Branch decode(WireReader in) {
        List<WorkerReport> reports = in.parts(WorkerReportCodec.INSTANCE);
        List<Term> terms = new ArrayList<>(in.parts(LeafCodec.INSTANCE));
        terms.addAll(in.parts(PartialCodec.INSTANCE));
        return Branch.of(List.of(new Branch(reports, terms)));
    }
}
