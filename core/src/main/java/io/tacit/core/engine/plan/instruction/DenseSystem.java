package io.tacit.core.engine.plan.instruction;

import io.tacit.core.program.DenseSolve;

/** Solution Y [n×m] of A Y = B for the matrix A [n×n] of each example; all are runs of rows. */
public record DenseSystem(DenseSolve.Form form, int n, int m, Place a, Place b, Place result) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.denseSystem(this);
    }
}
