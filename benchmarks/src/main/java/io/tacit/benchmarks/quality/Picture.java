package io.tacit.benchmarks.quality;

import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.CurveImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Curves as a picture: nats against seconds of training, the programs in the order in which they are given. */
final class Picture {
    /** A training that was long enough to be compared with has no more. */
    private static final double MARGIN = 1.03;
    /** Above, nobody wants to look. */
    private static final double NATS_AT_MOST = 7;

    private Picture() {}

    static String svg(List<Course> courses, double nats) {
        Map<String, List<Course>> programs = new LinkedHashMap<>();
        courses.forEach(course -> programs.computeIfAbsent(course.program(), name -> new java.util.ArrayList<>())
                .add(course));
        double longest = courses.stream()
                .mapToDouble(course -> course.curve().end().training())
                .max()
                .orElse(1);
        double lowest = courses.stream()
                .mapToDouble(course -> course.curve().end().nats())
                .min()
                .orElse(0);
        return new CurveImage(
                        "Held-out nats of the flights against seconds of training",
                        "A line for each training: " + String.join(", ", programs.keySet()),
                        new CurveImage.Side("seconds of training", new Range(0, MARGIN * longest)),
                        new CurveImage.Side(
                                "nats of a test record, standardised columns",
                                new Range(Math.min(lowest, nats) - 0.2, Math.max(NATS_AT_MOST, lowest + 1))),
                        programs.entrySet().stream()
                                .map(program -> curve(program.getKey(), program.getValue()))
                                .toList(),
                        Map.of(Target.number(nats, 2) + " nats", nats))
                .svg();
    }

    /** Lengths of a program that tells its end only make one line. */
    private static CurveImage.Curve curve(String program, List<Course> courses) {
        boolean onlyEnds =
                courses.stream().allMatch(course -> course.curve().points().size() == 1);
        List<Curve> curves = onlyEnds
                ? List.of(new Courses(program, courses).ends())
                : courses.stream().map(Course::curve).toList();
        return new CurveImage.Curve(
                program,
                curves.stream()
                        .map(curve -> curve.points().stream()
                                .map(point -> new double[] {point.training(), point.nats()})
                                .toList())
                        .toList());
    }
}
