package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The components of a state, or of a derivative of one, as values in a step that is being written. */
public record Components(Map<String, Expr> byName) {

    /** One value for each name. */
    public static Components of(List<String> names, Function<String, Expr> value) {
        Map<String, Expr> byName = new LinkedHashMap<>();
        names.forEach(name -> byName.put(name, value.apply(name)));
        return new Components(byName);
    }

    public Expr get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Those of the given names. */
    public Components only(List<String> wanted) {
        return of(wanted, this::get);
    }

    /** These and others. */
    public Components and(Components others) {
        Map<String, Expr> all = new LinkedHashMap<>(byName);
        all.putAll(others.byName);
        return new Components(all);
    }

    public Components map(Function<Expr, Expr> f) {
        return of(names(), s -> f.apply(get(s)));
    }

    /** Componentwise, with the other's components of the same names. */
    public Components with(Components other, BiFunction<Expr, Expr, Expr> f) {
        return of(names(), s -> f.apply(get(s), other.get(s)));
    }

    public Components plus(Components other) {
        return with(other, Expr::plus);
    }

    public Components minus(Components other) {
        return with(other, Expr::minus);
    }

    /** Times a scalar. */
    public Components times(Expr scalar) {
        return map(scalar::times);
    }

    public Components times(double scalar) {
        return map(e -> e.times(scalar));
    }
}
