package io.tacit.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves and targets as Markdown, and as CSV. */
final class Tables {
    private static final List<String> COLUMNS = List.of(
            "program", "training", "round", "seconds of training", "from the start", "test nats", "evaluations");

    private Tables() {}

    static String curves(List<Course> courses) {
        List<List<String>> rows = new ArrayList<>();
        for (Course course : courses) {
            course.curve()
                    .points()
                    .forEach(point -> rows.add(List.of(
                            course.program(),
                            course.training(),
                            point.round() == 0 ? "–" : "" + point.round(),
                            Target.number(point.training(), 1),
                            Target.number(point.wall(), 1),
                            Target.number(point.nats(), 3),
                            Target.number(point.evaluations(), 1))));
        }
        return table(COLUMNS, rows);
    }

    static String ends(List<Course> courses) {
        List<List<String>> rows = courses.stream()
                .map(course -> {
                    Point end = course.curve().end();
                    return List.of(
                            course.program(),
                            course.training(),
                            Target.number(end.training(), 1),
                            Target.number(end.wall(), 1),
                            Target.number(course.whole(), 1),
                            Target.number(end.nats(), 3),
                            Target.number(end.evaluations(), 1));
                })
                .toList();
        return table(
                List.of(
                        "program",
                        "training",
                        "seconds of training",
                        "from the start",
                        "whole command",
                        "test nats",
                        "evaluations"),
                rows);
    }

    static String targets(List<Target> targets) {
        return table(
                List.of("target", "measured", "aim", ""),
                targets.stream()
                        .map(target -> List.of(
                                target.what(),
                                target.measured(),
                                target.aim(),
                                target.verdict().sign()))
                        .toList());
    }

    /** What was not measured is an empty cell. */
    static String csv(List<Course> courses) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS).replace(' ', '_')).append('\n');
        for (Course course : courses) {
            for (Point point : course.curve().points()) {
                text.append(String.join(
                                ",",
                                course.program(),
                                '"' + course.training() + '"',
                                point.round() == 0 ? "" : "" + point.round(),
                                cell(point.training(), 3),
                                cell(point.wall(), 3),
                                cell(point.nats(), 5),
                                cell(point.evaluations(), 2)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String cell(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "";
    }

    private static String table(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        line(text, head);
        line(text, head.stream().map(cell -> "---").toList());
        rows.forEach(row -> line(text, row));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
