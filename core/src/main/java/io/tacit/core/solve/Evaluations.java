package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evaluations of fields in a step under construction, each different one written and counted once. */
final class Evaluations {

    private final Graph graph;
    private final Map<Evaluation, Map<String, Expr>> written = new LinkedHashMap<>();

    private record Evaluation(Part part, Map<String, Expr> bindings) {}

    private record Part(Program field, Set<String> outputs) {}

    Evaluations(Graph graph) {
        this.graph = graph;
    }

    Map<String, Expr> of(Program field, List<String> outputs, Map<String, Expr> bindings) {
        return written.computeIfAbsent(
                new Evaluation(new Part(field, Set.copyOf(outputs)), Map.copyOf(bindings)),
                e -> field.select(outputs.toArray(String[]::new)).inline(graph, bindings));
    }

    /**
     * How many the results need: of the part of a field that is evaluated most often.
     *
     * @param end where only the state at the end of the step is wanted: what is evaluated there cannot be needed for it. A field may be the identity, so
     *     that is not seen in the graph
     */
    int count(List<Expr> results, Optional<Components> end) {
        Set<Expr> needed = needed(results);
        Map<Part, Integer> counts = new LinkedHashMap<>();
        written.forEach((evaluation, values) -> {
            boolean atEnd = end.isPresent() && isAt(evaluation, end.get());
            if (!atEnd && values.values().stream().anyMatch(needed::contains)) {
                counts.merge(evaluation.part(), 1, Integer::sum);
            }
        });
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static boolean isAt(Evaluation evaluation, Components end) {
        return evaluation.bindings().entrySet().stream()
                .filter(b -> end.byName().containsKey(b.getKey()))
                .allMatch(b -> b.getValue().equals(end.get(b.getKey())));
    }

    private static Set<Expr> needed(Collection<Expr> of) {
        Set<Expr> seen = new HashSet<>();
        List<Expr> open = new ArrayList<>(of);
        while (!open.isEmpty()) {
            Expr e = open.remove(open.size() - 1);
            if (seen.add(e)) {
                open.addAll(e.inputs());
            }
        }
        return seen;
    }
}
