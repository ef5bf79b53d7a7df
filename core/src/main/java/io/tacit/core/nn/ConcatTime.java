package io.tacit.core.nn;

import io.tacit.core.program.Expr;

/** A block that sees the time as one more input: y = inner([x, t]). */
public record ConcatTime(Module inner) implements Module {

    @Override
    public Expr apply(Scope scope, Expr x) {
        Expr t = scope.time().reshape(1);
        return inner.apply(scope, scope.graph().concat(0, x, x.kind() == t.kind() ? t : t.spread()));
    }
}
