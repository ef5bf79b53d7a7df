package io.tacit.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.root.Newton;
import io.tacit.core.root.Stop;
import io.tacit.core.solve.Fields;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.ImplicitEuler;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An implicit step: an inner iteration within a Program, differentiated by the implicit function theorem. */
class ImplicitEulerTest {

    private static final ImplicitEuler TIGHT = new ImplicitEuler(new Newton(Stop.at(1e-13)));

    /** z' = −10 z³. */
    private static final Ivp CUBIC = Ivp.of(Fields.field(1, (y, t) -> y.pow(3).times(-10)), 0, 1, new double[] {1});

    private static double end(Ivp ivp, Solver<Ode> solver) {
        Solution solution = ivp.solve(solver);
        assertThat(solution.succeeded()).isTrue();
        return solution.end().get(0).get(0, 0);
    }

    @Test
    @DisplayName("the error falls with order 1")
    void order() {
        double exact = 1 / Math.sqrt(21);
        double coarse = end(CUBIC, Solver.of(TIGHT, new FixedSteps(200))) - exact;
        double fine = end(CUBIC, Solver.of(TIGHT, new FixedSteps(400))) - exact;
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("T28 one step of size 1 does not converge and says so; with a tolerance smaller ones do")
    void stiff(Stepping stepping) {
        Outcome fixed = CUBIC.solve(
                        Solver.of(new ImplicitEuler(), new FixedSteps(1)).with(stepping))
                .report(0)
                .outcome();
        assertThat(fixed).isInstanceOf(Outcome.NotConverged.class);
        assertThat(fixed.advice()).contains("did not converge", "take Pid", "Newton");
        Solver<Ode> adaptive = Solver.of(new ImplicitEuler(), Pid.of(1e-3, 1e-3).withFirstStep(1))
                .with(stepping);
        Solution solution = CUBIC.solve(adaptive);
        assertThat(solution.succeeded()).isTrue();
        assertThat(solution.work().rejected()).isPositive();
        assertThat(solution.end().get(0).get(0, 0)).isCloseTo(1 / Math.sqrt(21), within(1e-2));
        assertThat(solution.work().evaluations())
                .as("iterations count")
                .isGreaterThan(3 * solution.work().steps());
        Outcome never = CUBIC.solve(
                        adaptive.with(Pid.of(1e-3, 1e-3).withFirstStep(1).withMinStep(0.9)))
                .report(0)
                .outcome();
        assertThat(never).isInstanceOf(Outcome.NotConverged.class);
    }

    @Test
    @DisplayName(
            "y' = 1e6 (cos t - y): a step of any size is stable, and far fewer are needed than by an explicit method")
    void veryStiff() {
        Ivp ivp = Ivp.of(Fields.field(1, (y, t) -> t.cos().minus(y).times(1e6)), 0, 10, new double[] {0});
        Solution solution = ivp.solve(Solver.of(new ImplicitEuler(), Pid.of(1e-3, 1e-3)));
        assertThat(solution.succeeded()).isTrue();
        assertThat(solution.end().get(0).get(0, 0)).isCloseTo(Math.cos(10), within(1e-3));
        assertThat(solution.work().steps()).isLessThan(1000);
    }

    @Test
    @DisplayName("a lane that does not converge leaves its neighbours their bits, and adds nothing to the gradient")
    void neighbours() {
        Ivp ivp = Fields.lotkaVolterra().over(0, 1).from(new double[] {1, 1}, new double[] {1, 2});
        Ivp beside = ivp.from(new double[] {1, 1}, new double[] {1e9, 1e9}, new double[] {1, 2});
        Solver<Ode> solver = Solver.of(new ImplicitEuler(), new FixedSteps(20)).with(Stepping.PER_EXAMPLE);
        Gradcheck clean = Gradcheck.of(new Checkpointed(), ivp, solver);
        Gradcheck mixed = Gradcheck.of(new Checkpointed(), beside, solver);
        assertThat(mixed.solution().report(1).outcome().succeeded()).isFalse();
        assertThat(Ivp.row(mixed.solution().end().get(0), 0))
                .isEqualTo(Ivp.row(clean.solution().end().get(0), 0));
        assertThat(Ivp.row(mixed.solution().end().get(0), 2))
                .isEqualTo(Ivp.row(clean.solution().end().get(0), 1));
        assertThat(mixed.theta()).containsExactly(clean.theta(), within(1e-12));
        assertThat(mixed.initial()[1]).containsExactly(0, 0);
    }

    static Stream<Arguments> ways() {
        return Stream.of(new Checkpointed(2), new Direct())
                .flatMap(a -> Arrays.stream(Stepping.values()).map(s -> Arguments.of(a, s)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("the gradient is that of the steps, to 1e-6 of differences, between steps too")
    void gradient(Adjoint adjoint, Stepping stepping) {
        Ivp ivp = Fields.lotkaVolterra()
                .over(0.3, 2)
                .saving(0.7, 1.9)
                .from(new double[] {0.9, 1.4}, new double[] {1.5, 0.4}, new double[] {1, 1});
        Solver<Ode> solver = Solver.of(TIGHT, new FixedSteps(7)).with(stepping);
        Gradcheck check = Gradcheck.of(adjoint, ivp, solver);
        assertThat(check.theta()).containsExactly(Gradcheck.thetaByDifferences(ivp, solver, 1e-5), within(1e-6));
        assertThat(check.initial()[0]).containsExactly(Gradcheck.initialByDifferences(ivp, solver, 1e-5), within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("with steps of any size the gradient over recorded steps is that over plain ones")
    void recorded(Stepping stepping) {
        Ivp ivp = CUBIC.from(new double[] {1}, new double[] {0.5});
        Solver<Ode> solver = Solver.of(new ImplicitEuler(), Pid.of(1e-4, 1e-4)).with(stepping);
        double[][] plain = Gradcheck.of(new Direct(), ivp, solver).initial();
        assertThat(plain[0][0]).isNotZero();
        for (Adjoint adjoint : List.of(new Checkpointed(), new Checkpointed(2))) {
            double[][] got = Gradcheck.of(adjoint, ivp, solver).initial();
            assertThat(got[0]).containsExactly(plain[0], within(1e-12));
            assertThat(got[1]).containsExactly(plain[1], within(1e-12));
        }
    }

    @Test
    @DisplayName("what is slow, or small beside something large, moves")
    void slow() {
        Ode decay = Fields.field(2, (z, t) -> z.times(z.graph().constant(Shape.of(2), 0, -1)));
        Ivp ivp = Ivp.of(decay, 0, 1, new double[] {1e6, 1});
        Solution adaptive = ivp.solve(Solver.of(new ImplicitEuler(), Pid.of(1e-4, 1e-4)));
        assertThat(adaptive.end().get(0).get(0, 1)).isCloseTo(Math.exp(-1), within(1e-2));
        Ode slow = Fields.field(1, (z, t) -> z.times(-1e-4));
        Solution fixed =
                Ivp.of(slow, 0, 10, new double[] {1}).solve(Solver.of(new ImplicitEuler(), new FixedSteps(2000)));
        assertThat(fixed.end().get(0).get(0, 0)).isCloseTo(Math.exp(-1e-3), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("in float32 on the processor the gradient is that of float64 to what float32 can hold")
    void inFloat32(Stepping stepping) {
        Ivp ivp = Fields.lotkaVolterra().over(0.3, 2).from(new double[] {0.9, 1.4}, new double[] {1.5, 0.4});
        Solver<Ode> solver = Solver.of(new ImplicitEuler(), new FixedSteps(7)).with(stepping);
        try (Engine engine = new CpuEngine(1)) {
            FlatVector exact = gradient(Ivp.ENGINE, ivp, solver);
            FlatVector got = gradient(engine, ivp, solver);
            for (int i = 0; i < exact.length(); i++) {
                assertThat(got.get(i)).isCloseTo(exact.get(i), within(1e-4 * (1 + Math.abs(exact.get(i)))));
            }
        }
    }

    private static FlatVector gradient(Engine engine, Ivp ivp, Solver<Ode> solver) {
        Problem problem = ivp.problem();
        Block z0 = engine.allocate(Kind.BATCHED, problem.initial().get(0).shape(), problem.examples());
        z0.load(problem.initial().get(0).toVector(Precision.FLOAT64), 0);
        Block theta = engine.vector(problem.theta().toVector(Precision.FLOAT64));
        Differentiable solved = new Checkpointed()
                .on(engine, ivp.ode(), solver)
                .solve(new Problem(List.of(z0), List.of(), theta, problem.span(), SaveAt.end()));
        Block ones = engine.allocate(Kind.BATCHED, z0.shape(), z0.examples());
        ones.fill(1);
        Block gradient = engine.allocate(Kind.SHARED, theta.shape(), 1);
        solved.pullback(Cotangents.ofEnd(List.of(ones)), gradient);
        return gradient.toVector(Precision.FLOAT64);
    }

    @Test
    @DisplayName("the second derivative of a step: z' = z - h a z'³ has d²z'/dz² = -6 a h z' / (1 + 3 a h z'²)³")
    void secondDerivative() {
        Program step = Solver.of(TIGHT, new FixedSteps(1))
                .scheme(CUBIC.ode())
                .accepted()
                .lastStep()
                .program();
        Program vjp = step.vjp("z");
        String gradient = step.cotangentOf("z");
        Program second = vjp.jvp("z").select(vjp.tangentOf(gradient));
        double h = 0.3;
        double z = 0.8;
        assertThat(run(second, z, h)).isCloseTo(secondExact(z, h), within(1e-9));
        assertThat((run(vjp.select(gradient), z + 1e-5, h) - run(vjp.select(gradient), z - 1e-5, h)) / 2e-5)
                .isCloseTo(secondExact(z, h), within(1e-6));
    }

    private static double secondExact(double z, double h) {
        double end = z;
        for (int i = 0; i < 50; i++) {
            end -= (end - z + 10 * h * Math.pow(end, 3)) / (1 + 30 * h * end * end);
        }
        return -60 * h * end / Math.pow(1 + 30 * h * end * end, 3);
    }

    /** Runs a derivative of a step with every tangent and cotangent 1; its only result. */
    private static double run(Program program, double z, double h) {
        List<Block> arguments = program.arguments().stream()
                .map(i -> {
                    Block block = Ivp.ENGINE.allocate(i.role().kind(), i.shape(), 1);
                    block.fill(
                            switch (i.name()) {
                                case "z" -> z;
                                case "dt" -> h;
                                case "t", "k.z" -> 0;
                                default -> 1;
                            });
                    return block;
                })
                .toList();
        Block result = Ivp.ENGINE.allocate(Kind.BATCHED, Shape.of(1), 1);
        Executable executable = Ivp.ENGINE.compile(program);
        Block theta = Ivp.ENGINE.vector(FlatVector.of(0.0));
        executable.run(arguments, theta, List.of(result), theta);
        return result.get(0, 0);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @DisplayName("on the engine of processors, in both precisions")
    void onProcessor(Precision precision) {
        try (Engine engine = Engines.named("cpu", precision, 2)) {
            double tolerance = precision == Precision.FLOAT32 ? 1e-5 : 1e-12;
            Ivp ivp = Fields.lotkaVolterra().over(0, 1);
            Block initial = engine.allocate(Kind.BATCHED, Shape.of(2), 1);
            initial.fill(1);
            Solution solution = Solver.of(new ImplicitEuler(new Newton(Stop.at(tolerance))), new FixedSteps(25))
                    .on(engine, ivp.ode())
                    .solve(new Problem(
                            List.of(initial),
                            List.of(),
                            engine.vector(FlatVector.of(ivp.theta())),
                            ivp.span(),
                            ivp.saveAt()));
            double[] exact = Ivp.row(
                    ivp.solve(Solver.of(TIGHT, new FixedSteps(25))).end().get(0), 0);
            assertThat(Ivp.row(solution.end().get(0), 0)).containsExactly(exact, within(30 * tolerance));
        }
    }
}
