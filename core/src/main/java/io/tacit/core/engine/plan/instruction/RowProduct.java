package io.tacit.core.engine.plan.instruction;

/** Matrix product of one example where both factors are per example, or both SHARED: {@code C[i,j] = Σₖ A[i·ai + k·ak] · B[k·bk + j·bj]}, rows of lanes; a SHARED factor gives one number for all lanes. */
public record RowProduct(Place a, int ai, int ak, Place b, int bk, int bj, Place c, int m, int n, int inner)
        implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.rowProduct(this);
    }
}
