package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The components of a state, or of a derivative of one, while a step is unrolled. */
record Components(Map<String, Expr> byName) {

    static Components of(List<String> names, Function<String, Expr> value) {
        Map<String, Expr> byName = new LinkedHashMap<>();
        names.forEach(name -> byName.put(name, value.apply(name)));
        return new Components(byName);
    }

    Expr get(String name) {
        return Objects.requireNonNull(byName.get(name));
    }

    /** Names each component as an output. */
    void output(Graph g, String prefix) {
        byName.forEach((name, value) -> g.output(prefix + name, value));
    }
}
