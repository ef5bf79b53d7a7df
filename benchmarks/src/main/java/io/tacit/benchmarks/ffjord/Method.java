package io.tacit.benchmarks.ffjord;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.solve.Controller;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.train.CnfSettings;
import java.util.List;

/** How a flow is solved and differentiated: dopri5, and one Gaussian probe for each example and solve. */
public record Method(Controller controller, Stepping stepping, Adjoint adjoint) {

    public Method with(Controller other) {
        return new Method(other, stepping, adjoint);
    }

    public Method with(Adjoint other) {
        return new Method(controller, stepping, other);
    }

    public Solver<Ode> solver() {
        return new Solver<>(new Dopri5(), controller, stepping, List.of());
    }

    public Divergence divergence() {
        return new Divergence.Hutchinson(Noise.GAUSSIAN);
    }

    /** As training has them. */
    public CnfSettings settings() {
        return new CnfSettings(divergence(), Penalties.NONE, solver(), adjoint, Dopri5.solver(1e-5));
    }
}
