package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Iterate;
import io.tacit.core.program.Iterate.Status;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One inner iteration of a batch.
 *
 * @param advance sets each carry to the next one where an example is running
 */
record Loop(Iterate op, Frame body, Buffers arrays, OperationList advance) {

    /**
     * What it works on.
     *
     * @param given carries and what the body reads besides
     * @param next next carries and the residual [1 × examples]
     * @param running 1 or 0 for each example
     * @param report iterations, residual and status [3 × examples]
     */
    record Buffers(List<INDArray> given, List<INDArray> next, INDArray running, INDArray report) {}

    void run() {
        int examples = body.examples();
        double[] report = new double[3 * examples];
        double[] running = new double[examples];
        java.util.Arrays.fill(running, 1);
        for (int taken = 0; evaluate(taken, running, report); taken++) {
            Host.write(running, arrays.running());
            advance.run();
        }
        Host.write(report, arrays.report());
    }

    /** Whether any example goes on. */
    private boolean evaluate(int taken, double[] running, double[] report) {
        INDArray none = arrays.running();
        body.run(arrays.given(), none, arrays.next(), none);
        double[] residuals = Host.read(arrays.next().get(arrays.next().size() - 1));
        boolean any = false;
        for (int e = 0; e < running.length; e++) {
            if (running[e] != 0) {
                look(e, taken, residuals[e], running, report);
                any |= running[e] != 0;
            }
        }
        return any;
    }

    private void look(int e, int taken, double residual, double[] running, double[] report) {
        Optional<Status> status = Status.of(residual, op.tolerance(), taken == op.most());
        int examples = running.length;
        report[e] = taken;
        report[examples + e] = residual;
        status.ifPresent(s -> {
            report[2 * examples + e] = s.ordinal();
            running[e] = 0;
        });
    }
}
