package io.tacit.core.solve;

import io.tacit.core.program.Program;
import io.tacit.core.solve.ode.PartitionedOde;
import io.tacit.core.tensor.FlatVector;
import java.util.List;

/** Two partitioned equations for tests: states q and p of one place, parameter w. */
public final class Pendulum {

    private Pendulum() {}

    /** q' = p, p' = −w q. */
    public static PartitionedOde linear() {
        return PartitionedOde.of(
                Program.of(g -> {
                    g.output("q", g.example("p", 1));
                    g.output("p", g.param("w").times(g.example("q", 1)).negate());
                }),
                List.of("q"),
                List.of("p"));
    }

    /** q' = p, p' = −w sin q + t / 10. */
    public static PartitionedOde driven() {
        return PartitionedOde.of(
                Program.of(g -> {
                    g.output("q", g.example("p", 1));
                    g.output(
                            "p",
                            g.param("w")
                                    .times(g.example("q", 1).sin())
                                    .negate()
                                    .plus(g.shared("t").times(0.1)));
                }),
                List.of("q"),
                List.of("p"));
    }

    /** One example from (q, p) over a span. */
    public static Problem problem(double q, double p, double w, double from, double to) {
        return new Problem(
                List.of(Ivp.block(new double[] {q}), Ivp.block(new double[] {p})),
                List.of(),
                Ivp.ENGINE.vector(FlatVector.of(w)),
                Span.of(from, to),
                SaveAt.end());
    }
}
