package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Components;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All components of a state as one vector, and back. */
record Flat(Graph graph, Map<String, Shape> shapes, List<String> names) {

    static Flat like(Graph graph, Components state) {
        Map<String, Shape> shapes = new HashMap<>();
        state.byName().forEach((s, value) -> shapes.put(s, value.shape()));
        return new Flat(graph, shapes, state.names());
    }

    private int size(String name) {
        return shapes.get(name).size();
    }

    Expr vector(Components state) {
        return graph.concat(
                0, names.stream().map(s -> state.get(s).reshape(size(s))).toList());
    }

    Components components(Expr vector) {
        Map<String, Integer> starts = new HashMap<>();
        int start = 0;
        for (String s : names) {
            starts.put(s, start);
            start += size(s);
        }
        return Components.of(names, s -> vector.slice(0, starts.get(s), size(s)).reshape(shapes.get(s)));
    }
}
