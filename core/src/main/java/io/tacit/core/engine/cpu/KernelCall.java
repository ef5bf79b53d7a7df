package io.tacit.core.engine.cpu;

/** temporary */
record KernelCall(Fused fused) implements Instruction {
    int operandCount() {
        return fused.operands().size() + fused.results().size();
    }

    @Override
    public void run(Frame f) {
        boolean sh = fused.results().get(0).place().shared();
        int W = sh ? 1 : f.width;
        double[] v = new double[fused.steps().size()];
        for (int r = 0; r < fused.rows(); r++)
            for (int b = 0; b < W; b++) {
                for (int s = 0; s < v.length; s++) {
                    var st = fused.steps().get(s);
                    double[] a = new double[st.args().size()];
                    for (int i = 0; i < a.length; i++) {
                        var g = st.args().get(i);
                        a[i] = switch (g.kind()) {
                            case STEP -> v[g.index()];
                            case CONSTANT -> g.value();
                            case OPERAND -> {
                                var o = fused.operands().get(g.index());
                                int w = f.width(o.place());
                                yield f.array(o.place())[
                                        f.start(o.place()) + o.rows().row(r) * w + (w == 1 ? 0 : b)];
                            }
                        };
                    }
                    v[s] = (float) st.op().apply(a);
                }
                for (var res : fused.results())
                    f.array(res.place())[f.start(res.place()) + r * W + b] = (float) v[res.step()];
            }
    }
}
