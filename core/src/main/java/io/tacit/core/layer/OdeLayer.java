package io.tacit.core.layer;

import io.tacit.core.nn.Module;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.ode.Ode;
import java.util.List;

/**
 * A neural ODE as a layer: z(t₁) of dz/dt = f(z, t) with z(0) the value before (Chen, Rubanova, Bettencourt, Duvenaud: "Neural ordinary differential equations",
 * NeurIPS 2018). With {@code augmented} above 0 the state has so many more places, 0 at the start (Dupont, Doucet, Teh: "Augmented neural ODEs", NeurIPS 2019); they
 * stay in the value.
 *
 * @param field from a state to its derivative, of the same shape; may ask for the time
 * @param end t₁
 * @param augmented further places of a state of rank 1
 */
public record OdeLayer(Module field, Solved.How how, double end, int augmented) implements Layer {

    private static final String FIELD = "field";

    /** A layer over the time from 0 to 1. */
    public static OdeLayer of(Module field, Solved.How how) {
        return new OdeLayer(field, how, 1, 0);
    }

    public OdeLayer {
        if (augmented < 0) {
            throw new IllegalArgumentException("ode: expected 0 or more augmented places, got " + augmented);
        }
    }

    @Override
    public void add(ChainBuilder chain) {
        if (augmented > 0) {
            requireVector(chain.shape());
            chain.map((scope, value) -> scope.graph()
                    .concat(0, value, scope.graph().fill(Shape.of(augmented), 0).spread()));
        }
        Shape shape = chain.shape();
        Net net = Net.traced(chain.path() + "." + FIELD, scope -> {
            Expr z = scope.graph().input(ChainBuilder.VALUE, shape, Role.EXAMPLE);
            scope.graph().shared(Ode.TIME);
            scope.graph().output(ChainBuilder.VALUE, field.apply(scope, z).spread());
        });
        chain.add(new Solved(net, List.of(ChainBuilder.VALUE), how, Solved.Extent.to(end)), shape);
    }

    private static void requireVector(Shape shape) {
        if (shape.rank() != 1) {
            throw new IllegalArgumentException(
                    "ode: expected a value of rank 1 to be augmented, got one of shape " + shape);
        }
    }
}
