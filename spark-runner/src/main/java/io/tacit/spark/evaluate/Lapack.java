package io.tacit.spark.evaluate;

import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;

/**
 * The LAPACK in Java that Spark ML falls back on finds its machine constants when it is first called, in static variables without a lock (class
 * {@code org.netlib.lapack.Dlamch}). Where two tasks begin at once they often come out wrong, for the whole life of the process, and then
 * eigenvalues are wrong or are looked for without end. So one thread is to be first.
 */
final class Lapack {

    static {
        // Not diagonal, so that every routine is passed through that Gaussians of any dimension use.
        double[] covariance = {2, 1, 0.5, 1, 3, 1, 0.5, 1, 4};
        new MultivariateGaussian(Vectors.zeros(3), Matrices.dense(3, 3, covariance)).logpdf(Vectors.zeros(3));
    }

    private Lapack() {}

    /** Returns when this process may use LAPACK from any number of threads. */
    static void ready() {
        // The class is initialised by now, by one thread for all.
    }
}
