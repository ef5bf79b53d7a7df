package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * States at the end and at the times kept, with a report for each clock.
 *
 * @param end state components where the span ends, or where the solve failed
 * @param saved state components at each time of {@link SaveAt}; those a failed solve did not reach hold the last state it had
 * @param reports one for all examples, one for each tile or one for each example
 * @param examplesPerReport examples that share a report
 */
public record Solution(List<Block> end, List<List<Block>> saved, List<Report> reports, int examplesPerReport) {

    public Solution {
        end = List.copyOf(end);
        saved = List.copyOf(saved);
        reports = List.copyOf(reports);
    }

    /** How it went for one example, or for those it shares its steps with. */
    public Report report(int example) {
        return reports.get(example / examplesPerReport);
    }

    public boolean succeeded() {
        return reports.stream().allMatch(r -> r.outcome().succeeded());
    }

    /** The work of all clocks together. */
    public Work work() {
        return reports.stream().map(Report::work).reduce(Work.NONE, Work::plus);
    }

    /** Work summed over {@code examples} examples: what shares its steps counts once for each. */
    public Work workOf(int examples) {
        Work sum = Work.NONE;
        for (int b = 0; b < examples; b++) {
            sum = sum.plus(report(b).work());
        }
        return sum;
    }
}
