package io.tacit.core.train;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import java.io.Serializable;

/**
 * How a flow is trained and scored.
 *
 * @param divergence while training
 * @param solver while training
 * @param scoring for densities that are reported, with the exact trace; a step for each example makes them independent of the batch
 */
public record CnfSettings(
        Divergence divergence, Penalties penalties, Solver<Ode> solver, Adjoint adjoint, Solver<Ode> scoring)
        implements Serializable {

    /** One Rademacher probe, dopri5 at this tolerance for each tile, exact discrete derivative; scoring with a step for each example. */
    public static CnfSettings tolerance(double tolerance) {
        Solver<Ode> solver = Dopri5.solver(tolerance);
        return new CnfSettings(
                new Divergence.Hutchinson(Noise.RADEMACHER),
                Penalties.NONE,
                solver,
                new Checkpointed(),
                solver.with(Stepping.PER_EXAMPLE));
    }
}
