package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Shape;
import java.util.List;

/** One step of a {@link Chain}: reads values by name and writes others. */
public sealed interface Stage permits Mapped, Solved, Recurrent {

    /** Names of values that must be there before. Those of a series are read step by step. */
    List<Read> reads();

    /** Names of values that are there afterwards. */
    List<String> writes();

    /** Shape of a value that it writes. */
    Shape shape(String written);

    /** What has parameters, in the order of θ. */
    List<Net> nets();

    /**
     * A value that is read.
     *
     * @param series whether it is one element of it in each step of a {@link Recurrent}
     */
    record Read(String name, Shape shape, boolean series) {}
}
