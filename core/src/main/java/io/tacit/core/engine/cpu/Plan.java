package io.tacit.core.engine.cpu;

import java.util.List;

/**
 * A Program as instructions.
 *
 * @param phases SHARED work, then a pass over the tiles, as often as sums over examples are used
 * @param finish SHARED work after the last pass: results, terms of the gradient
 * @param tileRows rows of scratch of a tile
 * @param sharedFloats floats of scratch for SHARED values
 * @param reducedFloats floats of sums over examples
 * @param constants values of literals
 * @param operands the largest number of operands of a kernel
 */
record Plan(
        List<Phase> phases,
        List<Instruction> finish,
        int tileRows,
        int sharedFloats,
        int reducedFloats,
        float[] constants,
        int operands) {

    record Phase(List<Instruction> shared, List<Instruction> tiles) {}

    /** Whether values of a tile outlive a pass, so that each tile needs scratch of its own. */
    boolean severalPasses() {
        return phases.stream().filter(p -> !p.tiles().isEmpty()).count() > 1;
    }
}
