package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.codegen.FusedLoop;
import io.tacit.core.engine.plan.instruction.Place;
import java.util.List;

/**
 * Call of a compiled kernel.
 *
 * @param places of operands, then of results
 * @param sharedWidth numbers of the SHARED values computed; 0 for values of a tile
 */
record FusedOperation<A>(FusedLoop<A> loop, List<Place> places, int sharedWidth) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            f.operands[i] = f.array(place);
            f.offsets[i] = f.start(place);
        }
        loop.run(f.operands, f.offsets, sharedWidth == 0 ? f.width : sharedWidth);
    }
}
