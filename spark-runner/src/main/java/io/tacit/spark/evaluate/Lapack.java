package io.tacit.spark.evaluate;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * The LAPACK in Java that Spark ML falls back on finds its machine constants when it is first called, in static variables without a lock (class
 * {@code org.netlib.lapack.Dlamch}). Where two tasks begin at once they often come out wrong, for the whole life of the process, and then
 * eigenvalues are wrong or are looked for without end. So one thread is to be first. It calls the Java one by name: where {@code liblapack.so.3} is
 * installed Spark ML takes that instead, and whatever else of the process calls Java's would be the first.
 */
final class Lapack {
    private static final int SIZE = 3;
    private static final int WORK = 34 * SIZE;

    static {
        // Not diagonal, so that every routine is passed through that the eigenvalues of any covariance need.
        double[] covariance = {2, 1, 0.5, 1, 3, 1, 0.5, 1, 4};
        JavaLAPACK.getInstance()
                .dsyev("V", "L", SIZE, covariance, SIZE, new double[SIZE], new double[WORK], WORK, new intW(0));
    }

    private Lapack() {}

    /** Returns when this process may use LAPACK from any number of threads. */
    static void ready() {
        // The class is initialised by now, by one thread for all.
    }
}
