package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A step whose error is not a number is tried again, smaller, whichever component of the state it comes from. With z' = −10 √z from 1, z = (1 − 5t)²
 * until t = 0.2; the first step of 0.19 asks for the root of a negative number. The other component, q' = 1, has no error at all.
 */
class NotANumberTest {

    private static final double END = 0.19;

    private static Ode ode(List<String> states) {
        return Ode.of(
                Program.of(g -> {
                    g.output("z", g.example("z", 1).sqrt().times(-10));
                    g.output("q", g.example("q", 1).like(1));
                }),
                states.toArray(String[]::new));
    }

    private static Solution solve(Engine engine, List<String> states, Stepping stepping) {
        Block z = engine.allocate(Kind.BATCHED, Shape.of(1), 1);
        Block q = engine.allocate(Kind.BATCHED, Shape.of(1), 1);
        z.fill(1);
        Problem problem = new Problem(
                states.stream().map(s -> s.equals("z") ? z : q).toList(),
                List.of(),
                engine.vector(FlatVector.zeros(engine.precision(), 0)),
                Span.of(0, END),
                SaveAt.end());
        return Solver.of(new Dopri5(), Pid.of(1e-5, 1e-5).withFirstStep(END))
                .with(stepping)
                .on(engine, ode(states))
                .solve(problem);
    }

    private static Stream<Engine> engines() {
        return Stream.of(
                new ReferenceEngine(),
                new CpuEngine(1),
                new Nd4jEngine(Precision.FLOAT32),
                new Nd4jEngine(Precision.FLOAT64));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("no engine lets a step stand that is not a number, in whichever component")
    void rejected(Stepping stepping) {
        engines().forEach(opened -> {
            try (Engine engine = opened) {
                for (List<String> states : List.of(List.of("z", "q"), List.of("q", "z"))) {
                    Solution solution = solve(engine, states, stepping);
                    String of = engine.info() + ", states " + states;
                    assertThat(solution.succeeded()).as(of).isTrue();
                    assertThat(solution.work().rejected()).as(of).isBetween(2L, 12L);
                    double z = solution.end().get(states.indexOf("z")).get(0, 0);
                    double q = solution.end().get(states.indexOf("q")).get(0, 0);
                    // Ten times the tolerance: errors of the steps before are divided by √z ≥ 0.05.
                    assertThat(z).as(of).isCloseTo(Math.pow(1 - 5 * END, 2), within(1e-4));
                    assertThat(q).as(of).isCloseTo(END, within(1e-6));
                }
            }
        });
    }
}
