package io.tacit.core.engine.cpu;

import io.tacit.core.program.Elementwise;
import java.util.List;

record Fused(List<Operand> operands, List<Step> steps, List<Result> results, int rows) {
    record Operand(Place place, Rows rows) {}

    record Constant(float v) {}
    /** args: index of value: 0..constants.. */
    record Step(Elementwise op, List<Arg> args) {}

    record Arg(Kind kind, int index, float value) {}

    enum Kind {
        OPERAND,
        STEP,
        CONSTANT
    }

    record Result(int step, Place place) {}
}
