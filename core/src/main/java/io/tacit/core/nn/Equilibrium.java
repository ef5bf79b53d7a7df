package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import io.tacit.core.root.RootMethod;

/**
 * A deep equilibrium block: the fixed point z = a(cell(z) + x), from z = 0, whatever the number of iterations that finds it. The derivative is that of the fixed
 * point, by the implicit function theorem, so that memory does not grow with iterations (Bai, Kolter, Koltun: "Deep equilibrium models", NeurIPS 2019,
 * equation 5). An example whose search does not converge keeps its last z and adds nothing to the gradient of the cell.
 *
 * @param cell from values of the shape of x to values of that shape; small weights at the start make it a contraction
 * @param outer a
 * @param method how the fixed point is found, and how its derivative is
 */
public record Equilibrium(Module cell, Activation outer, RootMethod method) implements Module {

    @Override
    public Expr apply(Scope scope, Expr x) {
        var map = scope.shared("cell", cell, x.shape());
        return method.fixedPoint(x.like(0), z -> outer.apply(scope, map.apply(z).plus(x)))
                .value();
    }
}
