package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/** Where a solve leaves its results: states at the times to be kept, states at the end, and a report for each clock. */
final class Kept {

    private final List<List<Block>> points = new ArrayList<>();
    private final Report[] reports;

    /** @param reports number of clocks over the whole solve */
    Kept(Engine engine, Problem problem, int reports) {
        for (int i = 0; i <= problem.saveAt().times().size(); i++) {
            points.add(problem.initial().stream()
                    .map(b -> engine.allocate(b.kind(), b.shape(), b.examples()))
                    .toList());
        }
        this.reports = new Report[reports];
    }

    /** Keeps the state of all examples. */
    void all(int point, Carry carry) {
        List<Block> to = points.get(point);
        for (int i = 0; i < to.size(); i++) {
            to.get(i).copyFrom(carry.states().get(i));
        }
    }

    /** Keeps the state that a lane has as that of an example. */
    void one(int point, int example, Carry carry, int lane) {
        List<Block> to = points.get(point);
        for (int i = 0; i < to.size(); i++) {
            to.get(i).copyExamples(example, carry.states().get(i), lane, 1);
        }
    }

    void report(int index, Report report) {
        reports[index] = report;
    }

    Solution solution(int examplesPerReport) {
        int last = points.size() - 1;
        return new Solution(points.get(last), points.subList(0, last), List.of(reports), examplesPerReport);
    }
}
