package io.tacit.core.engine.plan.instruction;

import io.tacit.core.program.MatMul;

/**
 * Product of SHARED weights with values of each example: C = op(A)·B with op(A) [m×k] and B [k×n] per example, so one product with
 * n·width columns; done {@code repeats} times for consecutive B and C.
 *
 * @param form TRANSPOSED where A is stored as [k×m]
 */
public record WeightProduct(MatMul.Form form, int m, int k, Place a, Place b, Place c, int n, int repeats)
        implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.weightProduct(this);
    }
}
