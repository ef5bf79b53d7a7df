package io.tacit.benchmarks.quality;

/**
 * How good a density was at some time.
 *
 * @param round that ended then; 0 where a program has none
 * @param training seconds of training until then, without evaluations and checkpoints
 * @param wall seconds since the process began; NaN where that was not measured
 * @param nats of a test record, mean, in the standardised columns
 * @param evaluations of the vector field that a record's score took; NaN where a program does not tell
 */
record Point(int round, double training, double wall, double nats, double evaluations) {

    /** Between two points, on the straight line. */
    static double between(double x, double x0, double y0, double x1, double y1) {
        return x1 == x0 ? y1 : y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    }
}
