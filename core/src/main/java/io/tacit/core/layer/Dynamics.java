package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.List;

/** The augmented vector field of a flow: the state and what is integrated along its path. */
final class Dynamics {

    /** ∫ tr(∂f/∂z) dt: what the log-density gains on the way. */
    static final String LOG_DETERMINANT = "logdet";

    /** ∫ |f|² dt (Finlay et al. 2020, equation 8). */
    static final String KINETIC = "kinetic";

    /** ∫ ‖∂f/∂z‖²_F dt (Finlay et al. 2020, equation 9). */
    static final String JACOBIAN = "jacobian";

    /** State components in order; all but the first are scalars that the field does not read. */
    static final List<String> REGULARISED = List.of(Net.STATE, LOG_DETERMINANT, KINETIC, JACOBIAN);

    static final List<String> PLAIN = List.of(Net.STATE, LOG_DETERMINANT);

    private Dynamics() {}

    /** dz/dt, d logdet/dt and, where asked for, the regularisers' rates. */
    static Program augmented(Net field, Divergence divergence, List<String> states) {
        return Program.of(g -> {
            g.input(Net.STATE, field.program().input(Net.STATE).shape(), Role.EXAMPLE);
            states.stream().skip(1).forEach(s -> g.input(s, Shape.SCALAR, Role.EXAMPLE));
            Divergence.Terms terms = divergence.of(field.program(), g);
            g.output(Net.STATE, terms.velocity());
            g.output(LOG_DETERMINANT, terms.trace().spread());
            if (states.contains(KINETIC)) {
                g.output(KINETIC, terms.velocity().square().sum().spread());
                g.output(JACOBIAN, terms.frobenius().spread());
            }
        });
    }
}
