package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Blocks one after another; parameters are named by their place: {@code 0.weight}, {@code 2.weight}, ... */
public record Sequential(List<Module> parts) implements Module {

    public Sequential {
        parts = List.copyOf(parts);
    }

    public static Sequential of(Module... parts) {
        return new Sequential(List.of(parts));
    }

    /** Layers of these widths with an activation between them, none after the last. */
    public static Sequential mlp(IntFunction<Module> layer, Activation activation, int... widths) {
        List<Module> parts = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            parts.add(layer.apply(widths[i]));
            if (i < widths.length - 1) {
                parts.add(activation);
            }
        }
        return new Sequential(parts);
    }

    @Override
    public Expr apply(Scope scope, Expr x) {
        Expr y = x;
        for (int i = 0; i < parts.size(); i++) {
            y = parts.get(i).apply(scope.child(String.valueOf(i)), y);
        }
        return y;
    }
}
