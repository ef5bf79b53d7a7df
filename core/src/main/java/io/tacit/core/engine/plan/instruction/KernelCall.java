package io.tacit.core.engine.plan.instruction;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.List;

/**
 * Fused elementwise operations on the rows of a tile, or on SHARED values, whose numbers then stand where lanes do.
 *
 * @param places of operands, then of results
 * @param sharedWidth numbers of the SHARED values computed, in whole steps of the plan's {@link Alignment}; 0 for values of a tile
 */
public record KernelCall(FusedKernel kernel, List<Place> places, int sharedWidth) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.kernelCall(this);
    }
}
