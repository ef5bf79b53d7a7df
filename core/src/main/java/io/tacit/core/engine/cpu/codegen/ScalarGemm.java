package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;

/** Scalar twin of {@link VectorGemm}: plain loops over lanes, four terms of the contraction at a time. */
final class ScalarGemm<A> implements Gemm<A> {

    private final Numbers<A> numbers;
    private final Scratch<A> scratch;

    ScalarGemm(Numbers<A> numbers) {
        this.numbers = numbers;
        this.scratch = new Scratch<>(numbers);
    }

    @Override
    public void multiply(Product product, int n, A a, int ao, A b, int bo, A c, int co) {
        block(numbers, product.store(), product.m(), n)
                .run(a, ao, product.aRow(), product.aColumn(), b, bo, n, c, co, n, product.k());
    }

    /** Scalar twin of a generated block of so many rows and columns. */
    static <A> GemmBlock<A> block(Numbers<A> numbers, Store store, int rows, int columns) {
        return (a, ao, ar, ac, b, bo, br, c, co, cr, k) -> {
            for (int i = 0; i < rows; i++) {
                int row = co + i * cr;
                if (store == Store.SET) {
                    numbers.fill(c, row, row + columns, 0);
                }
                addRow(numbers, a, ao + i * ar, ac, k, b, bo, br, c, row, columns);
            }
        };
    }

    /** c[0..n) += Σ_l a_l · b_l in order of l. */
    private static <A> void addRow(
            Numbers<A> numbers, A a, int ao, int ac, int k, A b, int bo, int br, A c, int co, int n) {
        int l = 0;
        for (; l + 4 <= k; l += 4) {
            numbers.loops().addFourScaled(a, ao + l * ac, ac, b, bo + l * br, br, c, co, n);
        }
        for (; l < k; l++) {
            numbers.loops().addScaled(a, ao + l * ac, b, bo + l * br, c, co, n);
        }
    }

    @Override
    public void accumulate(Outer outer, int width, int count, A u, int uo, A z, int zo, A g, int go) {
        int k = outer.k();
        A transposed = scratch.array(count * k);
        for (int q = 0; q < outer.p(); q++) {
            for (int j = 0; j < k; j++) {
                numbers.loops().scatter(z, zo + (j * outer.p() + q) * width, transposed, j, k, count);
            }
            for (int i = 0; i < outer.m(); i++) {
                int row = uo + (i * outer.p() + q) * width;
                addRow(numbers, u, row, 1, count, transposed, 0, k, g, go + i * k, k);
            }
        }
    }
}
