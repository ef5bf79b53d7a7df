package io.tacit.core.adjoint;

import io.tacit.core.solve.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * ∂L/∂ of times. Where times kept coincide with each other or with the end, they move together and the first has the derivative; where they
 * coincide with the beginning, they move with it.
 *
 * @param from one value, or one for each example where each has its own span
 * @param to likewise
 * @param saved one value for each time kept
 */
public record TimeGradients(double[] from, double[] to, double[] saved) {

    static TimeGradients zero(Problem problem) {
        int spans = problem.span().count();
        return new TimeGradients(
                new double[spans],
                new double[spans],
                new double[problem.saveAt().times().size()]);
    }

    void addTo(int target, int span, double value) {
        if (target == saved.length) {
            to[span] += value;
        } else {
            saved[target] += value;
        }
    }

    /** Sums where the span is common, one after another where each example has its own. */
    static TimeGradients join(List<TimeGradients> parts, Problem whole) {
        boolean common = whole.span().isCommon();
        return new TimeGradients(
                common ? sum(parts, TimeGradients::from) : concat(parts, TimeGradients::from),
                common ? sum(parts, TimeGradients::to) : concat(parts, TimeGradients::to),
                sum(parts, TimeGradients::saved));
    }

    private static double[] sum(List<TimeGradients> parts, Function<TimeGradients, double[]> field) {
        double[] sum = new double[field.apply(parts.get(0)).length];
        parts.forEach(p -> Arrays.setAll(sum, i -> sum[i] + field.apply(p)[i]));
        return sum;
    }

    private static double[] concat(List<TimeGradients> parts, Function<TimeGradients, double[]> field) {
        return parts.stream().map(field).flatMapToDouble(Arrays::stream).toArray();
    }
}
