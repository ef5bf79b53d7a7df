package io.tacit.core.adjoint;

import io.tacit.core.program.Program;
import io.tacit.core.solve.Equation;
import java.util.List;

/** The inputs by which a solve is differentiated beside its initial state and θ. */
record Wrt(List<Program.Input> constants, boolean times) {

    static Wrt of(Equation equation, String... names) {
        List<String> asked = List.of(names);
        List<String> known =
                equation.constants().stream().map(Program.Input::name).toList();
        for (String name : asked) {
            if (!known.contains(name) && !name.equals(Equation.TIME)) {
                throw new IllegalArgumentException("wrt: expected constants among " + known + " or 't', got '" + name
                        + "'; initial state and parameters are always included");
            }
        }
        return new Wrt(
                equation.constants().stream()
                        .filter(c -> asked.contains(c.name()))
                        .toList(),
                asked.contains(Equation.TIME));
    }
}
