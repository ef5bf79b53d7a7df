package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.DoubleNumbers;
import io.tacit.core.engine.cpu.array.FloatNumbers;
import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.tensor.Precision;

/** Plain Java code for the numbers of one precision, of which scalar twins consist. */
record Element<A>(Numbers<A> numbers, RowPrimitives<A> rows) {

    static final Element<float[]> FLOAT = new Element<>(new FloatNumbers(), new FloatRows());
    static final Element<double[]> DOUBLE = new Element<>(new DoubleNumbers(), new DoubleRows());

    Precision precision() {
        return numbers.precision();
    }
}
