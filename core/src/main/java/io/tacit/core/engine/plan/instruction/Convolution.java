package io.tacit.core.engine.plan.instruction;

import io.tacit.core.program.Conv2d;

/** The trilinear form of {@link Conv2d}, summed in order of filters, places and taps; either operand may be SHARED. */
public record Convolution(Conv2d op, Place first, Place second, Place result, int resultRows) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.convolution(this);
    }
}
