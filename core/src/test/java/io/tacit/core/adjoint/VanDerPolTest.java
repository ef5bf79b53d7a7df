package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T37 with all its samples, and with a loss that is an integral along the path. */
class VanDerPolTest {

    private static final Engine ENGINE = new ReferenceEngine(64);
    private static final int SAMPLES = 1024;

    /** The oscillator, and q = ∫ |z|² dt. */
    private static final Ode ODE = Ode.of(
            Program.of(g -> {
                g.output("z", Fields.vanDerPol().field().inline(g, java.util.Map.of(), "z"));
                Expr z = g.example("z", 2);
                g.input("q", Shape.SCALAR, io.tacit.core.program.Role.EXAMPLE);
                g.output("q", z.square().sum());
            }),
            "z",
            "q");

    /** d/dμ of Σ (end · (x + y) + path · q). */
    private static double gradient(Adjoint adjoint, double tolerance, double mu, double end, double path) {
        Block z = ENGINE.allocate(Kind.BATCHED, Shape.of(2), SAMPLES);
        Block q = ENGINE.allocate(Kind.BATCHED, Shape.SCALAR, SAMPLES);
        for (int b = 0; b < SAMPLES; b++) {
            RandomKey key = RandomKey.of(8).with(b);
            z.set(b, 0, key.gaussian(0));
            z.set(b, 1, key.gaussian(1));
        }
        Differentiable solved = adjoint.on(ENGINE, ODE, Dopri5.solver(tolerance))
                .solve(new Problem(
                        List.of(z, q), List.of(), ENGINE.vector(FlatVector.of(mu)), Span.of(0, 3), SaveAt.end()));
        Block byEnd = ENGINE.allocate(Kind.BATCHED, Shape.of(2), SAMPLES);
        Block byPath = ENGINE.allocate(Kind.BATCHED, Shape.SCALAR, SAMPLES);
        byEnd.fill(end / SAMPLES);
        byPath.fill(path / SAMPLES);
        Block gradient = ENGINE.vector(FlatVector.of(0.0));
        solved.pullback(Cotangents.ofEnd(List.of(byEnd, byPath)), gradient);
        return gradient.get(0, 0);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1, 0, 1e-3", "0.5, 1, 0, 1e-3", "0.1, 0, 1, 1e-4", "0.5, 0, 1, 1e-4"})
    @DisplayName("T37 Van der Pol, 1024 samples: adjoints at 1e-6 against a reference at 1e-9")
    void adjoints(double mu, double end, double path, double tolerance) {
        double reference = gradient(new Direct(), 1e-9, mu, end, path);
        assertThat(Math.abs(reference)).isGreaterThan(1e-3);
        for (Adjoint adjoint : List.of(new Checkpointed(), new Backsolve())) {
            assertThat(gradient(adjoint, 1e-6, mu, end, path))
                    .as("%s", adjoint)
                    .isCloseTo(reference, within(tolerance * Math.abs(reference)));
        }
    }
}
