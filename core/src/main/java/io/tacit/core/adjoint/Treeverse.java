package io.tacit.core.adjoint;

/** The schedule that says where to put a checkpoint. A. Griewank, Optim. Methods Softw. 1 (1992), with the binomial schedule of its equation (6). */
final class Treeverse {

    private Treeverse() {}

    /**
     * How many of {@code steps} steps should lie behind the next checkpoint, of which {@code free} can be stored beside the one where the steps
     * begin: as many as the smallest sufficient number of repetitions allows.
     */
    static int right(int steps, int free) {
        int repetitions = 1;
        while (reach(free + 1, repetitions) < steps) {
            repetitions++;
        }
        return (int) Math.max(1, Math.min(steps - 1, reach(free, repetitions)));
    }

    /** Steps that {@code stores} carries, the first one included, can reverse when none is repeated more than {@code repetitions} times. */
    static long reach(int stores, int repetitions) {
        double binomial = 1;
        for (int i = 1; i <= repetitions; i++) {
            binomial = binomial * (stores + i) / i;
            if (binomial > Integer.MAX_VALUE) {
                return Integer.MAX_VALUE;
            }
        }
        return Math.round(binomial);
    }
}
