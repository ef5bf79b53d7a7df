package io.tacit.core.engine.plan.instruction;

/** Matrix product summed over examples, {@code G += Σ_b U_b Z_bᵀ}: the gradient of weights. G is SHARED [m×k], U is [m×p] and Z is [k×p] for each example. */
public record GradientProduct(int m, int k, int p, Place u, Place z, Place g) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.gradientProduct(this);
    }
}
