package io.tacit.core.engine.cpu;

import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** temporary */
final class KernelCalls {
    static KernelCall call(Schedule.Group group, Schedule schedule, Map<Expr, Place> places) {
        List<Fused.Operand> operands = new ArrayList<>();
        Map<Fused.Operand, Integer> index = new HashMap<>();
        List<Fused.Step> steps = new ArrayList<>();
        List<Fused.Result> results = new ArrayList<>();
        Map<Expr, Integer> stepOf = new HashMap<>();
        for (Expr e : group.operations()) {
            List<Fused.Arg> args = new ArrayList<>();
            for (Expr x : e.inputs()) {
                Expr src = schedule.source(e, x);
                View v = schedule.view(x);
                if (stepOf.containsKey(src)) args.add(new Fused.Arg(Fused.Kind.STEP, stepOf.get(src), 0));
                else if (src.op() instanceof Leaf.Fill f)
                    args.add(new Fused.Arg(Fused.Kind.CONSTANT, 0, (float) f.value()));
                else {
                    Fused.Operand o = new Fused.Operand(places.get(src), src == x ? Rows.IDENTITY : v.rows());
                    Integer i = index.get(o);
                    if (i == null) {
                        i = operands.size();
                        operands.add(o);
                        index.put(o, i);
                    }
                    args.add(new Fused.Arg(Fused.Kind.OPERAND, i, 0));
                }
            }
            stepOf.put(e, steps.size());
            steps.add(new Fused.Step((Elementwise) e.op(), args));
            if (group.members().contains(e) && places.containsKey(e)) results.add(new Fused.Result(steps.size() - 1, places.get(e)));
        }
        return new KernelCall(new Fused(
                operands, steps, results, group.members().get(0).shape().size()));
    }
}
