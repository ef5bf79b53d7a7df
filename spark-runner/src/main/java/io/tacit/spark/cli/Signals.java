package io.tacit.spark.cli;

import io.tacit.spark.driver.StopRequest;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM as a wish to stop: training ends after the current round, with a checkpoint. A second signal ends
 * the process at once.
 */
final class Signals implements StopRequest {
    private volatile ExitCode received = ExitCode.OK;

    /**
     * From now on signals are wishes.
     *
     * @param first done when the first one comes, before anybody knows of it
     */
    void listen(Runnable first) {
        Signal.handle(new Signal("INT"), signal -> receive(ExitCode.INTERRUPTED, first));
        Signal.handle(new Signal("TERM"), signal -> receive(ExitCode.TERMINATED, first));
    }

    private synchronized void receive(ExitCode code, Runnable first) {
        if (isMade()) {
            Runtime.getRuntime().halt(code.code());
        }
        first.run();
        received = code;
    }

    @Override
    public boolean isMade() {
        return received != ExitCode.OK;
    }

    /** Of the signal that came; as of Ctrl-C where a stop was wished in another way. */
    ExitCode exitCode() {
        return isMade() ? received : ExitCode.INTERRUPTED;
    }
}
