package io.tacit.core.engine.cpu;

import io.tacit.core.engine.cpu.kernel.FusedLoop;
import java.util.List;

/**
 * Fused elementwise operations on the rows of a tile, or on SHARED values, whose numbers then stand where lanes do.
 *
 * @param places of operands, then of results
 * @param sharedWidth numbers of the SHARED values computed, in whole vectors; 0 for values of a tile
 */
record KernelCall(FusedLoop loop, List<Place> places, int sharedWidth) implements Instruction {

    int operandCount() {
        return places.size();
    }

    @Override
    public void run(Frame f) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            f.operands[i] = f.array(place);
            f.offsets[i] = f.start(place);
        }
        loop.run(f.operands, f.offsets, sharedWidth == 0 ? f.width : sharedWidth);
    }
}
