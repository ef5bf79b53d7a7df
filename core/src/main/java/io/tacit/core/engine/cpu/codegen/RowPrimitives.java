package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.Primitive;

/** Primitives over the lanes of a row: what scalar twins are made of. */
interface RowPrimitives<A> {

    /** Value {@code to} of {@code v} from the values named by {@code arguments}, each of {@code width} lanes. */
    void apply(Primitive primitive, A v, int[] arguments, int to, int width);
}
