package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.picture.Range;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The losses that learning curves show, and in words what lies beyond them. */
record LossRange(Range range) {

    /** The first tenth of the rounds falls steeply and may leave the picture at its top, unless there is nothing else. */
    private static final int FIRST_PART = 10;

    /** On either side, in lengths of what is drawn. */
    private static final double ROOM_FOR_A_BASELINE = 0.6;

    private static final double ROOM_FOR_A_BAND = 0.3;

    static LossRange of(ReportData data) {
        List<RoundRecord> rounds = shown(data.rounds());
        DoubleSummaryStatistics shown = finite(rounds).mapToDouble(x -> x).summaryStatistics();
        if (shown.getCount() == 0) {
            return new LossRange(new Range(0, 1));
        }
        double least = Range.about(shown.getMin(), 1e-3).high();
        Range range = new Range(shown.getMin(), Math.max(shown.getMax(), least));
        return new LossRange(withBaselines(withIntervals(range, LearningSection.withInterval(rounds)), data)
                .widened(0.06));
    }

    private static List<RoundRecord> shown(List<RoundRecord> rounds) {
        List<RoundRecord> later = rounds.subList(rounds.size() / FIRST_PART, rounds.size());
        return finite(later).findAny().isPresent() ? later : rounds;
    }

    /** Whether there is anything to show. */
    static boolean hasFigures(List<RoundRecord> rounds) {
        return finite(rounds).findAny().isPresent();
    }

    private static Stream<Double> finite(List<RoundRecord> rounds) {
        return rounds.stream().flatMap(LossRange::figures).filter(Double::isFinite);
    }

    /** A single interval whole, and of a band what leaves the curves most of the picture. */
    private static Range withIntervals(Range curves, List<RoundRecord> known) {
        Range room = curves.widened(ROOM_FOR_A_BAND);
        Range range = curves;
        for (RoundRecord round : known) {
            double low = LearningSection.validation(round).low95();
            double high = LearningSection.validation(round).high95();
            range = range.including(known.size() == 1 ? low : Math.max(room.low(), Math.min(room.high(), low)))
                    .including(known.size() == 1 ? high : Math.max(room.low(), Math.min(room.high(), high)));
        }
        return range;
    }

    private static Range withBaselines(Range range, ReportData data) {
        Range near = range.widened(ROOM_FOR_A_BASELINE);
        return data.result().baselines().stream()
                .map(LearningSection::mean)
                .filter(near::contains)
                .reduce(range, Range::including, (a, b) -> a.including(b.low()).including(b.high()));
    }

    private static Stream<Double> figures(RoundRecord round) {
        return Stream.concat(
                Stream.of(round.likelihood().train()), round.likelihood().validation().map(Estimate::mean).stream());
    }

    /** Which baselines are not in the picture, and where they would be. */
    String beyond(ReportData data) {
        return beyond(data, "Above", mean -> mean > range.high()) + beyond(data, "Below", mean -> mean < range.low());
    }

    private static String beyond(ReportData data, String where, DoublePredicate isThere) {
        String names = data.result().baselines().stream()
                .filter(baseline -> isThere.test(LearningSection.mean(baseline)))
                .map(baseline -> baseline.name() + " ("
                        + Figures.nats(LearningSection.mean(baseline)).replace('-', '−') + ")")
                .collect(Collectors.joining("; "));
        return names.isEmpty() ? "" : " " + where + " the picture: " + names + ".";
    }

    /** Whether curves or their intervals leave the picture. */
    String cutOff(List<RoundRecord> rounds) {
        Stream<Double> ends = LearningSection.withInterval(rounds).stream()
                .map(LearningSection::validation)
                .flatMap(estimate -> Stream.of(estimate.low95(), estimate.high95()));
        boolean isCut = Stream.concat(rounds.stream().flatMap(LossRange::figures), ends)
                .anyMatch(figure -> !Double.isNaN(figure) && !range.contains(figure));
        return isCut ? " What lies beyond the picture is cut off." : "";
    }
}
