package io.tacit.core.adjoint;

import io.tacit.core.program.Program;
import io.tacit.core.solve.ode.Ode;
import java.util.List;

/** By what a solve is differentiated beside its initial state and θ. */
record Wrt(List<Program.Input> constants, boolean times) {

    static Wrt of(Ode ode, String... names) {
        List<String> asked = List.of(names);
        List<String> known = ode.constants().stream().map(Program.Input::name).toList();
        for (String name : asked) {
            if (!known.contains(name) && !name.equals(Ode.TIME)) {
                throw new IllegalArgumentException("wrt: expected constants among " + known + " or 't', got '" + name
                        + "'; initial state and parameters are always included");
            }
        }
        return new Wrt(
                ode.constants().stream().filter(c -> asked.contains(c.name())).toList(), asked.contains(Ode.TIME));
    }
}
