package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Components;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All components of a state as one vector, and back. */
record Flat(Graph graph, List<Slot> slots) {

    /** The part of the vector that a component is. */
    private record Slot(String name, Shape shape, int start) {}

    static Flat like(Graph graph, Components state) {
        List<Slot> slots = new ArrayList<>();
        int start = 0;
        for (String s : state.names()) {
            Shape shape = state.get(s).shape();
            slots.add(new Slot(s, shape, start));
            start += shape.size();
        }
        return new Flat(graph, slots);
    }

    Expr vector(Components state) {
        return graph.concat(
                0,
                slots.stream()
                        .map(s -> state.get(s.name()).reshape(s.shape().size()))
                        .toList());
    }

    Components components(Expr vector) {
        Map<String, Expr> byName = new LinkedHashMap<>();
        for (Slot s : slots) {
            byName.put(s.name(), vector.slice(0, s.start(), s.shape().size()).reshape(s.shape()));
        }
        return new Components(byName);
    }
}
