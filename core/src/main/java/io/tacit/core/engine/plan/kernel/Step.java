package io.tacit.core.engine.plan.kernel;

import java.util.List;

/** One value of a kernel in terms of earlier ones. Made by {@link FusedKernel.Builder}. */
public sealed interface Step {

    /** The number of an operand in the current row. */
    record Read(int operand) implements Step {}

    /** @param value representable in the kernel's precision */
    record Constant(double value) implements Step {}

    /** @param arguments indices of earlier steps */
    record Apply(Primitive primitive, List<Integer> arguments) implements Step {}
}
