package io.tacit.benchmarks.machine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import com.sun.jna.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS on one thread: what the machine can do in matrix products. */
public final class OpenBlas {

    private static final int N = 1024;
    private static final int RUNS = 20;

    private OpenBlas() {}

    /** Best rate of C = A·B with 1024 × 1024 matrices outside the heap, in 10⁹ operations a second. */
    public static double sgemmGflops() {
        Loader.load(openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(1);
        try (FloatPointer a = filled();
                FloatPointer b = filled();
                FloatPointer c = filled()) {
            Times times = Times.of(
                    new Times.WarmUp(3, 0),
                    RUNS,
                    () -> cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, N, N, N, 1, a, N, b, N, 0, c, N));
            return 2.0 * N * N * N / times.leastMillis() / 1e6;
        }
    }

    private static FloatPointer filled() {
        float[] values = new float[N * N];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 7 % 11 - 5) / 8f;
        }
        return new FloatPointer(values);
    }

    /**
     * Name of the kernels that OpenBLAS chose, such as {@code SkylakeX}. By the function's address: opening the library by JNA would make its
     * symbols global, where ND4J's copy of OpenBLAS would find them.
     */
    public static String kernel() {
        Loader.load(openblas_nolapack.class);
        Pointer address = Loader.addressof("openblas_get_corename");
        return address == null
                ? "unknown"
                : Function.getFunction(new com.sun.jna.Pointer(address.address()))
                        .invokeString(new Object[0], false);
    }
}
