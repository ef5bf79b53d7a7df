package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;

/**
 * Sums over examples. Lane b goes to partial sum b mod 16, in order; the 16 partial sums are added as a balanced tree. The order depends on
 * nothing but the number of lanes.
 */
final class PairwiseLaneSum<A> implements LaneSum<A> {

    private static final int PARTIALS = Gemm.LANES;

    private final Numbers<A> numbers;
    private final LanePartials<A> partials;
    private final Scratch<A> scratch;

    PairwiseLaneSum(Numbers<A> numbers, LanePartials<A> partials) {
        this.numbers = numbers;
        this.partials = partials;
        this.scratch = new Scratch<>(numbers);
    }

    @Override
    public void add(int rows, int width, int count, A x, int xo, A y, int yo) {
        A p = scratch.array(rows * PARTIALS);
        int whole = count / PARTIALS * PARTIALS;
        partials.run(x, xo, width, rows, count / PARTIALS, p);
        for (int r = 0; r < rows; r++) {
            numbers.loops().add(x, xo + r * width + whole, p, r * PARTIALS, count - whole);
            numbers.loops().addTree(p, r * PARTIALS, y, yo + r);
        }
    }
}
