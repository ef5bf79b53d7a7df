package io.tacit.core.layer;

import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.engine.Block;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the solves of a {@link Chain} went for a tile of examples, forwards and back. Scratch of one evaluation. */
public final class ChainTrace {

    private final Solves solves;
    private final List<Pullback> pullbacks = new ArrayList<>();

    /** All solves, those in loops too. */
    private static final class Solves {
        private final int examples;
        private final List<Solution> solutions = new ArrayList<>();
        private Work forward = Work.NONE;
        private Work backward = Work.NONE;
        private Optional<String> failure = Optional.empty();

        Solves(int examples) {
            this.examples = examples;
        }
    }

    /** One stage's way back: takes the cotangents of what it wrote to what it read. */
    interface Pullback {
        void back(CotangentSums cotangents, Block gradient);
    }

    ChainTrace(int examples) {
        this(new Solves(examples));
    }

    private ChainTrace(Solves solves) {
        this.solves = solves;
    }

    void add(Solution solution) {
        solves.solutions.add(solution);
        solves.forward = solves.forward.plus(solution.workOf(solves.examples));
    }

    void add(Pullback pullback) {
        pullbacks.add(pullback);
    }

    /** A solve was differentiated. */
    void backward(Differentiable solved) {
        Report report = solved.backward();
        solves.backward = solves.backward.plus(report.work().times(solves.examples));
        if (!report.outcome().succeeded()) {
            solves.failure = Optional.of(report.outcome().advice());
        }
    }

    /** The trace of one step of a loop, in which only ways back are kept apart. */
    ChainTrace step() {
        return new ChainTrace(solves);
    }

    /** Takes cotangents back through all stages, unless a derivative has failed. */
    void back(CotangentSums cotangents, Block gradient) {
        for (int i = pullbacks.size() - 1; i >= 0 && solves.failure.isEmpty(); i--) {
            pullbacks.get(i).back(cotangents, gradient);
        }
    }

    /** What a derivative that failed advises. */
    Optional<String> backwardFailure() {
        return solves.failure;
    }

    /** Work of the solves, summed over the examples. */
    public Work forward() {
        return solves.forward;
    }

    /** Work of their derivatives, summed over the examples. */
    public Work backward() {
        return solves.backward;
    }

    /** Evaluations of vector fields in the solves of one example, or of those it shares its steps with. */
    public long evaluations(int example) {
        return solves.solutions.stream()
                .mapToLong(s -> s.report(example).work().evaluations())
                .sum();
    }

    /** What the first solve of an example that failed advises. */
    public Optional<String> failure(int example) {
        return solves.solutions.stream()
                .map(s -> s.report(example).outcome())
                .filter(o -> !o.succeeded())
                .map(o -> o.advice())
                .findFirst();
    }

    /** Whether no example is left. */
    boolean isLost() {
        return !solves.solutions.isEmpty()
                && solves.solutions.get(solves.solutions.size() - 1).reports().stream()
                        .noneMatch(r -> r.outcome().succeeded());
    }
}
