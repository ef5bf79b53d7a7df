package io.tacit.core.engine.cpu.codegen;

/**
 * Matrix products. Every element of a result is one sum over the contraction index in order, by fused multiply-add; so its bits
 * depend neither on its position, nor on the width of the matrices, the length of vectors, or the processor.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public sealed interface Gemm<A> permits VectorGemm, ScalarGemm {

    /** Lanes come in multiples of this number. */
    int LANES = 16;

    /** What happens to the former content of a result. */
    enum Store {
        /** {@code C = …}. */
        SET,
        /** {@code C += …}; the sums start from C. */
        ADD
    }

    /**
     * The constant part of a product C (+)= A·B with A of m × k.
     *
     * @param aRow distance in memory from a row of A to the next
     * @param aColumn distance from a column of A to the next
     */
    record Product(Store store, int m, int k, int aRow, int aColumn) {

        /** The product with A an m × k matrix, row-major. */
        public static Product plain(Store store, int m, int k) {
            return new Product(store, m, k, k, 1);
        }

        /** The product with A the transpose of a k × m matrix, row-major. */
        public static Product transposed(Store store, int m, int k) {
            return new Product(store, m, k, 1, m);
        }
    }

    /**
     * {@code C (+)= A·B}; B and C have n columns, a multiple of {@link #LANES}, and are contiguous. C may not overlap A or B.
     *
     * @param ao offset of A in {@code a}; so for B and C
     */
    void multiply(Product product, int n, A a, int ao, A b, int bo, A c, int co);

    /**
     * The constant part of {@code G += Σ_b U_b Z_bᵀ}, the gradient of a matrix W of a per-example product W·Z_b with cotangent U_b.
     *
     * @param m rows of G and of each U_b
     * @param k columns of G, and rows of each Z_b
     * @param p columns of each U_b and Z_b (1 for matrix times vector)
     */
    record Outer(int m, int k, int p) {}

    /**
     * {@code G += Σ_b U_b Z_bᵀ} over the columns of the products in order, and for each over lanes b = 0 … count − 1 in order. G is row-major
     * m × k; U has m·p rows of {@code width} lanes; Z has k·p.
     *
     * @param count lanes that are real; those after, up to the width, are padding
     */
    void accumulate(Outer outer, int width, int count, A u, int uo, A z, int zo, A g, int go);
}
