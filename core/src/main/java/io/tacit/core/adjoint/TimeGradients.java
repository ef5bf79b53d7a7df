package io.tacit.core.adjoint;

import io.tacit.core.solve.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * ∂L/∂ of times. Times kept that coincide with the beginning move with it. Where the discrete derivative is that of steps which land on the times
 * kept, those that coincide with each other or with the end move together, and the first has the derivative.
 *
 * @param from one value, or one for each example where each has its own span
 * @param to likewise
 * @param saved one row for all examples, or one for each where each has its own times: one value for each time kept
 */
public record TimeGradients(double[] from, double[] to, double[][] saved) {

    static TimeGradients zero(Problem problem) {
        int spans = problem.span().count();
        return new TimeGradients(
                new double[spans],
                new double[spans],
                problem.saveAt().rows().stream()
                        .map(row -> new double[row.size()])
                        .toArray(double[][]::new));
    }

    void addToEnd(int example, double value) {
        to[to.length == 1 ? 0 : example] += value;
    }

    void addToSaved(int example, int point, double value) {
        saved[saved.length == 1 ? 0 : example][point] += value;
    }

    void addToBegin(int example, double value) {
        from[from.length == 1 ? 0 : example] += value;
    }

    /** Sums where spans or times are common, one after another where each example has its own. */
    static TimeGradients join(List<TimeGradients> parts, Problem whole) {
        boolean common = whole.span().isCommon();
        return new TimeGradients(
                common ? sum(parts, TimeGradients::from) : concat(parts, TimeGradients::from),
                common ? sum(parts, TimeGradients::to) : concat(parts, TimeGradients::to),
                whole.saveAt().isCommon()
                        ? new double[][] {sum(parts, p -> p.saved()[0])}
                        : parts.stream().flatMap(p -> Arrays.stream(p.saved())).toArray(double[][]::new));
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
