package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/** The results that a solve leaves: states at the times to be kept, states at the end, and a report for each clock. */
final class Kept {

    private final List<List<Block>> points = new ArrayList<>();
    private final Report[] reports;
    private final int[] counts;

    /** @param reports number of clocks over the whole solve */
    Kept(Engine engine, Problem problem, int reports) {
        for (int i = 0; i <= problem.saveAt().points(); i++) {
            points.add(problem.initial().stream()
                    .map(b -> engine.allocate(b.kind(), b.shape(), b.examples()))
                    .toList());
        }
        this.reports = new Report[reports];
        this.counts = new int[problem.examples()];
    }

    /** Keeps the state of all examples. */
    void all(int point, List<Block> states) {
        List<Block> to = points.get(point);
        for (int i = 0; i < to.size(); i++) {
            to.get(i).copyFrom(states.get(i));
        }
    }

    /** Keeps the state that a lane has as that of an example. */
    void one(int point, int example, List<Block> states, int lane) {
        List<Block> to = points.get(point);
        for (int i = 0; i < to.size(); i++) {
            to.get(i).copyExamples(example, states.get(i), lane, 1);
        }
    }

    /** How many times of an example are kept. */
    int count(int example) {
        return counts[example];
    }

    void countUp(int example) {
        counts[example]++;
    }

    boolean hasReport(int index) {
        return reports[index] != null;
    }

    void report(int index, Report report) {
        reports[index] = report;
    }

    Solution solution(int examplesPerReport) {
        int last = points.size() - 1;
        return new Solution(points.get(last), points.subList(0, last), List.of(reports), examplesPerReport);
    }
}
