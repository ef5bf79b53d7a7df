package io.tacit.spark.data;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Standardization;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.NameList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for what spoils densities: values that make the scale alone, numbers that float32 cannot tell apart, identifiers,
 * values that repeat. Distances are measured from the median in interquartile ranges, which no single record moves.
 */
record Diagnosis(Scaling scaling, Standardization standardization) {
    /** Robust deviations; normal records by the million stay within 6, and exponential ones within 20. */
    private static final double FAR = 20;

    private static final double BEYOND = 10;
    /** How many times larger than the robust deviation the deviation is where few records make it. */
    private static final double MADE_BY_FEW = 2;
    /** Different numbers within a robust deviation below which a column is coarse. */
    private static final double STEPS = 256;
    /** Shares of records above which repeated values are no accident. */
    private static final double OFTEN = 0.05;

    private static final double MOSTLY = 0.5;
    /** The same where all are multiples of a step, the commonest value aside, which may have a reason of its own. */
    private static final double AT_TIMES = 0.1;
    /** Values from which "all different" says something. */
    private static final int MANY = 100;

    /** Columns that the shards cannot tell from constants; a sentence each. */
    List<String> constants(List<ColumnSample> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> constant(i, columns.get(i).training()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> constant(int i, ColumnStatistics column) {
        float least = converted(i, column.min());
        return least < converted(i, column.max())
                ? Optional.empty()
                : Optional.of("column '" + column.column() + "' goes from " + column.min() + " to " + column.max()
                        + ", and scaled (" + Scales.text(scaling) + ") and rounded to float32 all " + column.count()
                        + " training records are " + least + ": a constant has no density; choose "
                        + (scaling == Scaling.NONE ? "scaling standardize" : "scaling none") + ", or leave it out");
    }

    private float converted(int column, double x) {
        return (float) standardization.standardize(column, x);
    }

    List<Finding> findings(List<ColumnSample> columns) {
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(i -> findings(i, columns.get(i)))
                .toList();
    }

    private Stream<Finding> findings(int i, ColumnSample column) {
        List<String> found = new ArrayList<>();
        outliers(column).ifPresent(found::add);
        coarse(i, column).ifPresent(found::add);
        (isIdentifier(column) ? Optional.of(identifier(column)) : repeated(column)).ifPresent(found::add);
        return found.stream().map(what -> new Finding(column.name(), what));
    }

    private Optional<String> outliers(ColumnSample column) {
        double z = column.largestZ();
        if (!(z > FAR) || Double.isInfinite(z) || scaling == Scaling.QUANTILE) {
            return Optional.empty();
        }
        double beyond = column.shareBeyond(BEYOND);
        String found = "largest |z| " + number(z) + ", at " + number(column.farthest()) + " (median "
                + number(column.median()) + ", deviation by quartiles " + number(column.robustDeviation()) + "); "
                + (beyond > 0 ? percent(beyond) : "hardly any") + " of the records lie beyond " + number(BEYOND)
                + " deviations";
        return Optional.of(found + advice(column));
    }

    private String advice(ColumnSample column) {
        if (scaling == Scaling.ROBUST) {
            return ": --scaling quantile brings them near";
        }
        double made = column.training().deviation() / column.robustDeviation();
        return made > MADE_BY_FEW && scaling == Scaling.STANDARDIZE
                ? ", and they make the scale " + number(made)
                        + " times as wide: look at them; --scaling robust takes the"
                        + " scale from the quartiles, --scaling quantile also brings them near"
                : ": look at them; --scaling robust takes the scale from the quartiles, --scaling quantile also brings"
                        + " them near";
    }

    private Optional<String> coarse(int i, ColumnSample column) {
        double spacing = Math.ulp(converted(i, column.median()));
        double spread = standardization.standardize(i, column.quantile(0.75))
                - standardization.standardize(i, column.quantile(0.25));
        return spread > 0 && spread < STEPS * spacing
                ? Optional.of("float32 can tell apart " + number(Math.max(1, Math.floor(spread / spacing)))
                        + " numbers between its quartiles, with scaling " + Scales.text(scaling)
                        + ": choose another --scaling")
                : Optional.empty();
    }

    private static boolean isIdentifier(ColumnSample column) {
        ColumnStatistics all = column.training();
        return column.isWhole()
                && column.ascending().length > MANY
                && column.distinct().length == column.ascending().length
                && all.max() - all.min() < 2.0 * all.count();
    }

    private static String identifier(ColumnSample column) {
        return "looks like numbers of records (whole, all different, from "
                + number(column.training().min()) + " to "
                + number(column.training().max()) + "): name it with --id, or leave it out with --columns";
    }

    private static Optional<String> repeated(ColumnSample column) {
        double[] distinct = column.distinct();
        double commonest = column.commonest();
        double repeats = 1 - distinct.length / (double) column.ascending().length;
        boolean rounded = repeats - column.shareOf(commonest) > AT_TIMES;
        Optional<Double> step = repeats > MOSTLY || rounded ? step(distinct) : Optional.empty();
        boolean few = repeats > MOSTLY || step.isPresent();
        if (!few && (column.shareOf(commonest) < OFTEN || column.ascending().length < MANY)) {
            return Optional.empty();
        }
        String kind = step.map(s -> s == 1 ? "whole numbers" : "multiples of " + number(s))
                .orElse("values that repeat");
        return Optional.of(kind + ", " + distinct.length + " different among "
                + Counted.of(column.ascending().length, "record") + " ("
                + number(commonest) + " in " + percent(column.shareOf(commonest))
                + "): a density has no bound there, and a likelihood says little"
                + step.map(s -> ": --dequantize " + NameList.inShell(stepped(column.name(), s)))
                        .orElse(""));
    }

    /** As the option takes it. */
    private static String stepped(String name, double step) {
        return NameList.shown(name) + (step == 1 && name.indexOf('=') < 0 ? "" : "=" + number(step));
    }

    /** The smallest distance of two values where all are multiples of it; 1 for whole numbers of any distance. */
    private static Optional<Double> step(double[] distinct) {
        if (IntStream.range(0, distinct.length).allMatch(i -> distinct[i] == Math.rint(distinct[i]))) {
            return Optional.of(1.0);
        }
        double step = IntStream.range(1, distinct.length)
                .mapToDouble(i -> distinct[i] - distinct[i - 1])
                // Both zeros.
                .filter(distance -> distance > 0)
                .min()
                .orElse(0);
        double shown = Double.parseDouble(number(step));
        return shown > 0
                        && IntStream.range(0, distinct.length)
                                .allMatch(i -> Dequantization.isMultiple(distinct[i], shown))
                ? Optional.of(shown)
                : Optional.empty();
    }

    private static String percent(double share) {
        return number(Double.parseDouble(String.format(Locale.ROOT, "%.2g", 100 * share))) + " %";
    }

    /** A whole number as it is, others with six digits, without zeros at the end. */
    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15
                ? Long.toString((long) x)
                : String.valueOf(Double.parseDouble(String.format(Locale.ROOT, "%.6g", x)));
    }
}
