package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How tr(∂f/∂z) is computed along a solve. Both use forward mode, so value and tangents share their work. */
public sealed interface Divergence extends Serializable {

    /** Name of the probe among the inputs of the dynamics. */
    String PROBE = "eps";

    /**
     * Values at one state.
     *
     * @param velocity f(z, t)
     * @param trace tr(∂f/∂z) or its estimate
     * @param frobenius ‖∂f/∂z‖²_F or its estimate
     */
    record Terms(Expr velocity, Expr trace, Expr frobenius) {}

    /** Writes the terms of a vector field into a graph that declares its inputs. */
    Terms of(Program field, Graph g);

    /**
     * Σᵢ eᵢᵀ J eᵢ with all unit vectors: exact, d tangents. The tangents of a first linear layer are columns of its weights, the same for all
     * examples.
     */
    record Exact() implements Divergence {
        @Override
        public Terms of(Program field, Graph g) {
            Shape shape = field.input(Net.STATE).shape();
            int d = shape.size();
            JacobianProduct jacobian = JacobianProduct.of(field);
            Expr velocity = field.inline(g, Map.of(), Net.STATE);
            List<Expr> diagonal = new ArrayList<>();
            Expr squares = g.constant(0);
            for (int i = 0; i < d; i++) {
                double[] unit = new double[d];
                unit[i] = 1;
                Expr column = jacobian.with(g, g.constant(shape, unit)).reshape(d);
                diagonal.add(column.slice(0, i, 1));
                squares = squares.plus(column.square().sum());
            }
            return new Terms(velocity, g.concat(0, diagonal).sum(), squares);
        }
    }

    /**
     * εᵀ J ε with one probe ε for each example, the same all along a solve (Hutchinson 1989; Grathwohl et al. 2019, equation 7); ‖J ε‖² estimates
     * the Frobenius norm.
     */
    record Hutchinson(Noise noise) implements Divergence {
        @Override
        public Terms of(Program field, Graph g) {
            Shape shape = field.input(Net.STATE).shape();
            Expr probe = g.input(PROBE, shape, Role.EXAMPLE);
            JacobianProduct jacobian = JacobianProduct.of(field);
            Expr product = jacobian.with(g, probe);
            Expr velocity = field.inline(g, Map.of(), Net.STATE);
            return new Terms(velocity, product.dot(probe), product.square().sum());
        }
    }
}
