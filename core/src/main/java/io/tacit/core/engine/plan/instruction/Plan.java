package io.tacit.core.engine.plan.instruction;

import java.util.List;

/**
 * A Program as instructions on numbered arrays ({@link Slot}), as data: what an engine executes, tile after tile.
 *
 * @param phases SHARED work, then a pass over the tiles, as often as sums over examples are used
 * @param finish SHARED work after the last pass: results, terms of the gradient
 * @param scratch how much room runs need
 * @param constants values of literals, each aligned
 */
public record Plan(List<Phase> phases, List<Instruction> finish, Scratch scratch, List<Double> constants) {

    /** One pass: instructions on SHARED values, then those that run once for each tile. */
    public record Phase(List<Instruction> shared, List<Instruction> tiles) {}

    /**
     * Room for intermediate values.
     *
     * @param tileRows rows of scratch of a tile
     * @param sharedNumbers numbers of scratch for SHARED values
     * @param reducedNumbers numbers of sums over examples
     * @param operands the largest number of operands of a kernel
     */
    public record Scratch(int tileRows, int sharedNumbers, int reducedNumbers, int operands) {}

    public Plan {
        phases = List.copyOf(phases);
        finish = List.copyOf(finish);
        constants = List.copyOf(constants);
    }

    /** Whether values of a tile outlive a pass, so that each tile needs scratch of its own. */
    public boolean severalPasses() {
        return phases.stream().filter(p -> !p.tiles().isEmpty()).count() > 1;
    }
}
