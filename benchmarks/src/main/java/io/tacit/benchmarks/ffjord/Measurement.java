package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Line;

/** A question about training steps whose answer is one line of numbers. */
interface Measurement {

    /** Measures; may take minutes. */
    Line measure(Setting setting) throws InterruptedException;
}
