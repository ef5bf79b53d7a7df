package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Comparisons as Markdown. */
final class Report {

    private Report() {}

    /** Heading and what to read the numbers with. */
    static String head(String date, String command, List<Comparison> comparisons) {
        StringBuilder text = new StringBuilder("\n## " + date + "\n\n");
        first(comparisons, Contender.TACIT)
                .or(() -> first(comparisons, Contender.TACIT_FIXED))
                .ifPresent(n -> text.append("%s, %s cores; kernels %s, OpenBLAS %s, Java %s%n"
                        .formatted(
                                n.path("cpu").asText(),
                                n.path("cores").asText(),
                                n.path("kernel").asText(),
                                n.path("blas_core").asText(),
                                n.path("java").asText())));
        first(comparisons, Contender.AUTOGRAD)
                .or(() -> first(comparisons, Contender.EAGER_FIXED))
                .ifPresent(n -> text.append(
                        "against PyTorch %s%n".formatted(n.path("torch").asText())));
        return text.append("\n    ").append(command).append("\n\n").toString();
    }

    private static Optional<JsonNode> first(List<Comparison> comparisons, Contender contender) {
        return comparisons.stream()
                .flatMap(c -> c.result(contender).stream())
                .map(r -> r.launches().get(0))
                .findFirst();
    }

    static String times(List<Comparison> comparisons) {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison c : comparisons) {
            c.results()
                    .forEach((contender, r) -> rows.add(List.of(
                            c.row().toString(),
                            "" + c.threads(),
                            contender.title(),
                            number(r.millis()),
                            number(r.leastMillis()),
                            number(r.forward()) + " + " + number(r.backward()),
                            number(1e3 * r.millis() / (r.forward() + r.backward())))));
        }
        return table(
                List.of(
                        "dim, hidden, layers, batch",
                        "threads",
                        "program",
                        "ms",
                        "least",
                        "NFE forward + backward",
                        "µs / evaluation"),
                rows);
    }

    static String ratios(List<Comparison> comparisons) {
        List<List<String>> rows = new ArrayList<>();
        for (Comparison c : comparisons) {
            Optional<Row.Target> target = c.row().target(c.threads());
            rows.add(List.of(
                    c.row().toString(),
                    "" + c.threads(),
                    against(c.ratio(Contender.AUTOGRAD, Contender.TACIT), target.map(Row.Target::autograd)),
                    against(c.ratio(Contender.COMPILED, Contender.TACIT), target.map(Row.Target::compiled)),
                    against(c.likeForLike(), target.map(Row.Target::likeForLike)),
                    factor(c.algorithm()),
                    factor(c.blas()),
                    factor(c.engine()),
                    factor(c.adaptive()),
                    against(c.gemmShare(), Optional.of(c.row().gemmTarget()))));
        }
        return table(
                List.of(
                        "dim, hidden, layers, batch",
                        "threads",
                        "× autograd",
                        "× compiled",
                        "× like for like",
                        "algorithm",
                        "BLAS",
                        "engine",
                        "cost of adapting",
                        "gemm / peak"),
                rows);
    }

    private static String factor(Optional<Double> value) {
        return value.map(Report::number).orElse("–");
    }

    /** A number with its target, and whether it is reached. */
    static String against(Optional<Double> value, Optional<Double> target) {
        return value.map(v -> number(v)
                        + target.map(t -> " (≥ " + number(t) + (v >= t ? " ✓)" : " ✗)"))
                                .orElse(""))
                .orElse("–");
    }

    /** Three digits. */
    static String number(double value) {
        int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String table(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        line(text, head);
        line(text, head.stream().map(h -> "---").toList());
        rows.forEach(r -> line(text, r));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
