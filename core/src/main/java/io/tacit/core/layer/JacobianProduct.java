package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import java.util.Map;

/** The product ∂f/∂z · v of a field's Jacobian with directions, by its jvp. */
record JacobianProduct(Program jvp, String tangent) {

    static JacobianProduct of(Program field) {
        return new JacobianProduct(field.jvp(Net.STATE), field.tangentOf(Net.STATE));
    }

    /** Writes the product with a direction of the state's shape. */
    Expr with(Graph g, Expr direction) {
        return jvp.inline(g, Map.of(tangent, direction), tangent);
    }
}
