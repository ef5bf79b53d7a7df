package io.tacit.core.layer;

import io.tacit.core.adjoint.Cotangents;
import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.engine.Block;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examples on their way through the fields of a flow, and the way back. Scratch of one evaluation. */
final class FlowTrace {

    private final int examples;
    private final List<Differentiable> solved = new ArrayList<>();
    private Work forward = Work.NONE;
    private Work backward = Work.NONE;

    FlowTrace(int examples) {
        this.examples = examples;
    }

    /** One field more is passed. */
    void add(Differentiable next) {
        solved.add(next);
        forward = forward.plus(TileLoss.of(next.solution(), examples));
    }

    Work forward() {
        return forward;
    }

    Work backward() {
        return backward;
    }

    /** What the first solve of an example that failed advises. */
    Optional<String> failure(int example) {
        return solved.stream()
                .map(s -> s.solution().report(example).outcome())
                .filter(o -> !o.succeeded())
                .map(o -> o.advice())
                .findFirst();
    }

    /** Takes cotangents of the end back through all fields; gives what a derivative that failed advises. */
    Optional<String> pullback(List<Block> end, Block gradient) {
        List<Block> cotangents = end;
        for (int i = solved.size() - 1; i >= 0; i--) {
            cotangents = solved.get(i)
                    .pullback(Cotangents.ofEnd(cotangents), gradient)
                    .initial();
            Report report = solved.get(i).backward();
            backward = backward.plus(TileLoss.times(report.work(), examples));
            if (!report.outcome().succeeded()) {
                return Optional.of(report.outcome().advice());
            }
        }
        return Optional.empty();
    }
}
