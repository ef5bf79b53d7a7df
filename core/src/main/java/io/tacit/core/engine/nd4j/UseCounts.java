package io.tacit.core.engine.nd4j;

import io.tacit.core.program.Conv2d;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.Program;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a Program needs whatever the number of examples.
 *
 * @param uses how often each value is read, outputs included
 * @param summedProducts products that are only summed over the examples: never computed for each of them
 */
record UseCounts(Program program, Map<Expr, Integer> uses, Set<Expr> summedProducts) {

    static UseCounts of(Program program) {
        Map<Expr, Integer> uses = new HashMap<>();
        program.nodes().forEach(e -> e.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
        program.outputs().forEach(o -> uses.merge(o.expr(), 1, Integer::sum));
        Set<Expr> summed = new HashSet<>();
        for (Expr e : program.nodes()) {
            if (e.op() instanceof ExampleSum && isProduct(e.input(0)) && uses.getOrDefault(e.input(0), 0) == 1) {
                summed.add(e.input(0));
            }
        }
        return new UseCounts(program, uses, summed);
    }

    private static boolean isProduct(Expr e) {
        return e.op() instanceof MatMul || (e.op() instanceof Conv2d c && c.form() == Conv2d.Form.KERNEL);
    }
}
