package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.cpu.codegen.Gemm.Outer;
import io.tacit.core.engine.cpu.codegen.Gemm.Product;
import io.tacit.core.engine.cpu.codegen.Gemm.Store;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {

    private static final int[] SIZES = {1, 2, 6, 7, 43};
    private static final float GUARD = 12345f;

    private final Gemm<float[]> scalar = Kernels.scalar().gemm();

    static Stream<Arguments> shapes() {
        return Arrays.stream(SIZES).boxed().flatMap(m -> Arrays.stream(SIZES).mapToObj(k -> Arguments.of(m, k)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("products: vector twins of every length give the scalar twin's bits and stay inside C")
    void productTwins(int m, int k) {
        for (int n : new int[] {16, 80, 144}) {
            for (Product product : products(m, k)) {
                float[] expected = product(scalar, product, n);
                for (VectorKernels kernels : Samples.vectorKernels()) {
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
    private static float[] product(Gemm<float[]> gemm, Product product, int n) {
        int m = product.m();
        int k = product.k();
        float[] a = Samples.gaussian(1, 3 + m * k);
        float[] b = Samples.gaussian(2, 5 + k * n);
        float[] c = Samples.filled(m * n + 2 * n + 7, GUARD);
        System.arraycopy(Samples.gaussian(3, m * n), 0, c, n + 7, m * n);
        gemm.multiply(product, n, a, 3, b, 5, c, n + 7);
        for (int i = 0; i < n; i++) {
            assertThat(c[i]).isEqualTo(GUARD);
            assertThat(c[c.length - 1 - i]).isEqualTo(GUARD);
        }
        return c;
    }

    @Test
    void productsAgreeWithDoubleArithmetic() {
        float[] a = Samples.gaussian(1, 43 * 64);
        float[] b = Samples.gaussian(2, 64 * 32);
        float[] plain = new float[43 * 32];
        float[] transposed = new float[43 * 32];
        scalar.multiply(Product.plain(Store.SET, 43, 64), 32, a, 0, b, 0, plain, 0);
        scalar.multiply(Product.transposed(Store.SET, 43, 64), 32, a, 0, b, 0, transposed, 0);
        for (int i = 0; i < 43; i++) {
            for (int j = 0; j < 32; j++) {
                double p = 0;
                double t = 0;
                for (int l = 0; l < 64; l++) {
                    p += (double) a[i * 64 + l] * b[l * 32 + j];
                    t += (double) a[l * 43 + i] * b[l * 32 + j];
                }
                // 64 roundings of sums of about 8.
                assertThat((double) plain[i * 32 + j]).isCloseTo(p, within(3e-5));
                assertThat((double) transposed[i * 32 + j]).isCloseTo(t, within(3e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("gradients: vector twins of every length give the scalar twin's bits, padding lanes do not count")
    void gradientTwins(int m, int k) {
        for (int p : new int[] {1, 3}) {
            for (int count : new int[] {1, 37}) {
                Outer outer = new Outer(m, k, p);
                float[] expected = gradient(scalar, outer, count, 0);
                for (VectorKernels kernels : Samples.vectorKernels()) {
                    assertThat(gradient(kernels.gemm(), outer, count, Float.NaN))
                            .as("%s, %d lanes, %s", kernels.name(), count, outer)
                            .containsExactly(expected);
                }
            }
        }
    }

    private static float[] gradient(Gemm<float[]> gemm, Outer outer, int count, float padding) {
        int width = 48;
        float[] u = padded(Samples.gaussian(1, outer.m() * outer.p() * width), width, count, padding);
        float[] z = padded(Samples.gaussian(2, outer.k() * outer.p() * width), width, count, padding);
        float[] g = Samples.filled(outer.m() * outer.k() + 32, GUARD);
        System.arraycopy(Samples.gaussian(3, outer.m() * outer.k()), 0, g, 16, outer.m() * outer.k());
        gemm.accumulate(outer, width, count, u, 0, z, 0, g, 16);
        for (int i = 0; i < 16; i++) {
            assertThat(g[i]).isEqualTo(GUARD);
            assertThat(g[g.length - 1 - i]).isEqualTo(GUARD);
        }
        return g;
    }

    private static float[] padded(float[] values, int width, int count, float padding) {
        for (int i = 0; i < values.length; i++) {
            if (i % width >= count) {
                values[i] = padding;
            }
        }
        return values;
    }

    @Test
    void gradientAgreesWithDoubleArithmetic() {
        Outer outer = new Outer(7, 43, 2);
        float[] u = Samples.gaussian(1, 7 * 2 * 16);
        float[] z = Samples.gaussian(2, 43 * 2 * 16);
        float[] g = new float[7 * 43];
        scalar.accumulate(outer, 16, 16, u, 0, z, 0, g, 0);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 43; j++) {
                double sum = 0;
                for (int l = 0; l < 32; l++) {
                    sum += (double) u[i * 32 + l] * z[j * 32 + l];
                }
                assertThat((double) g[i * 43 + j]).isCloseTo(sum, within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @DisplayName("T29 K4 a column's bits do not depend on its position, its neighbours or the width")
    @CsvSource({"64, 64", "7, 300", "6, 2"})
    void columnsAreIndependent(int m, int k) {
        float[] a = Samples.gaussian(1, m * k);
        float[] column = Samples.gaussian(2, k);
        for (Gemm<float[]> gemm : new Gemm[] {scalar, Kernels.best().gemm()}) {
            float[] alone = columnOf(gemm, m, k, a, column, 16, 0);
            for (int width : new int[] {16, 32, 48, 64, 128}) {
                for (int at : new int[] {0, 3, 15, width - 1}) {
                    assertThat(columnOf(gemm, m, k, a, column, width, at)).containsExactly(alone);
                }
            }
        }
    }

    private static float[] columnOf(Gemm<float[]> gemm, int m, int k, float[] a, float[] column, int width, int at) {
        float[] b = Samples.gaussian(width + at, k * width);
        for (int l = 0; l < k; l++) {
            b[l * width + at] = column[l];
        }
        float[] c = new float[m * width];
        gemm.multiply(Product.plain(Store.SET, m, k), width, a, 0, b, 0, c, 0);
        float[] result = new float[m];
        for (int i = 0; i < m; i++) {
            result[i] = c[i * width + at];
        }
        return result;
    }
}
