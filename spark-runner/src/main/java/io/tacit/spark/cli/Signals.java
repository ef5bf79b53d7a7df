package io.tacit.spark.cli;

import io.tacit.spark.driver.StopRequest;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM as a wish to stop: training ends after the current round, with a checkpoint. A second signal ends
 * the process at once.
 */
final class Signals implements StopRequest {
    private volatile ExitCode received = ExitCode.OK;

    /** From now on signals are wishes. */
    void listen() {
        Signal.handle(new Signal("INT"), signal -> receive(ExitCode.INTERRUPTED));
        Signal.handle(new Signal("TERM"), signal -> receive(ExitCode.TERMINATED));
    }

    private void receive(ExitCode code) {
        if (isMade()) {
            Runtime.getRuntime().halt(code.code());
        }
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
