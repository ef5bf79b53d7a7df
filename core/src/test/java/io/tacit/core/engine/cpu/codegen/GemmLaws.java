package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.cpu.codegen.Gemm.Outer;
import io.tacit.core.engine.cpu.codegen.Gemm.Product;
import io.tacit.core.engine.cpu.codegen.Gemm.Store;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of matrix products in each precision. */
interface GemmLaws<A> {

    int[] SIZES = {1, 2, 6, 7, 43};
    double GUARD = 12345;

    Samples<A> samples();

    /** Largest relative error of one rounding. */
    double rounding();

    static Stream<Arguments> shapes() {
        return Arrays.stream(SIZES).boxed().flatMap(m -> Arrays.stream(SIZES).mapToObj(k -> Arguments.of(m, k)));
    }

    private Gemm<A> scalar() {
        return samples().scalar().gemm();
    }

    @ParameterizedTest
    @MethodSource("io.tacit.core.engine.cpu.codegen.GemmLaws#shapes")
    @DisplayName("products: vector twins of every length give the scalar twin's bits and stay inside C")
    default void productTwins(int m, int k) {
        for (int n : new int[] {16, 80, 144}) {
            for (Product product : products(m, k)) {
                double[] expected = product(scalar(), product, n);
                for (VectorKernels<A> kernels : samples().vectorKernels()) {
                    assertThat(product(kernels.gemm(), product, n))
                            .as("%s, %d columns, %s", kernels.name(), n, product)
                            .containsExactly(expected);
                }
            }
        }
    }

    private static Product[] products(int m, int k) {
        return new Product[] {
            Product.plain(Store.SET, m, k),
            Product.plain(Store.ADD, m, k),
            Product.transposed(Store.SET, m, k),
            Product.transposed(Store.ADD, m, k)
        };
    }

    /** C between guard zones, all of it. */
    private double[] product(Gemm<A> gemm, Product product, int n) {
        int m = product.m();
        int k = product.k();
        A a = samples().gaussian(1, 3 + m * k);
        A b = samples().gaussian(2, 5 + k * n);
        A c = samples().filled(m * n + 2 * n + 7, GUARD);
        samples().numbers().copy(samples().gaussian(3, m * n), 0, c, n + 7, m * n);
        gemm.multiply(product, n, a, 3, b, 5, c, n + 7);
        return guarded(c, n);
    }

    private double[] guarded(A c, int zone) {
        double[] values = samples().values(c);
        for (int i = 0; i < zone; i++) {
            assertThat(values[i]).isEqualTo(GUARD);
            assertThat(values[values.length - 1 - i]).isEqualTo(GUARD);
        }
        return values;
    }

    @Test
    default void productsAgreeWithTheirDefinition() {
        A a = samples().gaussian(1, 43 * 64);
        A b = samples().gaussian(2, 64 * 32);
        A plain = samples().filled(43 * 32, 0);
        A transposed = samples().filled(43 * 32, 0);
        scalar().multiply(Product.plain(Store.SET, 43, 64), 32, a, 0, b, 0, plain, 0);
        scalar().multiply(Product.transposed(Store.SET, 43, 64), 32, a, 0, b, 0, transposed, 0);
        double[] left = samples().values(a);
        double[] right = samples().values(b);
        // 64 roundings of sums of about 8.
        double tolerance = 64 * 8 * rounding();
        for (int i = 0; i < 43; i++) {
            for (int j = 0; j < 32; j++) {
                double p = 0;
                double t = 0;
                for (int l = 0; l < 64; l++) {
                    p += left[i * 64 + l] * right[l * 32 + j];
                    t += left[l * 43 + i] * right[l * 32 + j];
                }
                assertThat(samples().numbers().get(plain, i * 32 + j)).isCloseTo(p, within(tolerance));
                assertThat(samples().numbers().get(transposed, i * 32 + j)).isCloseTo(t, within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.tacit.core.engine.cpu.codegen.GemmLaws#shapes")
    @DisplayName("gradients: vector twins of every length give the scalar twin's bits, padding lanes do not count")
    default void gradientTwins(int m, int k) {
        for (int p : new int[] {1, 3}) {
            for (int count : new int[] {1, 37}) {
                Outer outer = new Outer(m, k, p);
                double[] expected = gradient(scalar(), outer, count, 0);
                for (VectorKernels<A> kernels : samples().vectorKernels()) {
                    assertThat(gradient(kernels.gemm(), outer, count, Double.NaN))
                            .as("%s, %d lanes, %s", kernels.name(), count, outer)
                            .containsExactly(expected);
                }
            }
        }
    }

    private double[] gradient(Gemm<A> gemm, Outer outer, int count, double padding) {
        int width = 48;
        A u = padded(samples().gaussian(1, outer.m() * outer.p() * width), width, count, padding);
        A z = padded(samples().gaussian(2, outer.k() * outer.p() * width), width, count, padding);
        A g = samples().filled(outer.m() * outer.k() + 32, GUARD);
        samples().numbers().copy(samples().gaussian(3, outer.m() * outer.k()), 0, g, 16, outer.m() * outer.k());
        gemm.accumulate(outer, width, count, u, 0, z, 0, g, 16);
        return guarded(g, 16);
    }

    private A padded(A values, int width, int count, double padding) {
        for (int i = 0; i < samples().numbers().length(values); i++) {
            if (i % width >= count) {
                samples().numbers().set(values, i, padding);
            }
        }
        return values;
    }

    @Test
    default void gradientAgreesWithItsDefinition() {
        Outer outer = new Outer(7, 43, 2);
        A u = samples().gaussian(1, 7 * 2 * 16);
        A z = samples().gaussian(2, 43 * 2 * 16);
        A g = samples().filled(7 * 43, 0);
        scalar().accumulate(outer, 16, 16, u, 0, z, 0, g, 0);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 43; j++) {
                double sum = 0;
                for (int l = 0; l < 32; l++) {
                    sum += samples().numbers().get(u, i * 32 + l)
                            * samples().numbers().get(z, j * 32 + l);
                }
                assertThat(samples().numbers().get(g, i * 43 + j)).isCloseTo(sum, within(32 * 8 * rounding()));
            }
        }
    }

    @ParameterizedTest
    @DisplayName("T29 K4 a column's bits do not depend on its position, its neighbours or the width")
    @CsvSource({"64, 64", "7, 300", "6, 2"})
    default void columnsAreIndependent(int m, int k) {
        A a = samples().gaussian(1, m * k);
        A column = samples().gaussian(2, k);
        for (Gemm<A> gemm : List.of(scalar(), samples().vector().gemm())) {
            double[] alone = columnOf(gemm, m, k, a, column, 16, 0);
            for (int width : new int[] {16, 32, 48, 64, 128}) {
                for (int at : new int[] {0, 3, 15, width - 1}) {
                    assertThat(columnOf(gemm, m, k, a, column, width, at)).containsExactly(alone);
                }
            }
        }
    }

    private double[] columnOf(Gemm<A> gemm, int m, int k, A a, A column, int width, int at) {
        A b = samples().gaussian(width + at, k * width);
        for (int l = 0; l < k; l++) {
            samples().numbers().copy(column, l, b, l * width + at, 1);
        }
        A c = samples().filled(m * width, 0);
        gemm.multiply(Product.plain(Store.SET, m, k), width, a, 0, b, 0, c, 0);
        double[] result = new double[m];
        for (int i = 0; i < m; i++) {
            result[i] = samples().numbers().get(c, i * width + at);
        }
        return result;
    }
}
