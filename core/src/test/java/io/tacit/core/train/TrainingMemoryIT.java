package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Direct;
import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Growth;
import io.tacit.core.engine.MeteredEngine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What training holds on to, in bytes. */
class TrainingMemoryIT {

    private static final int RECORDS = 128;
    private static final int STEPS = 100;

    /** Peak bytes of blocks held during two gradients at a tolerance, and evaluations of the field. */
    private record Cost(long bytes, long evaluations) {

        static Cost of(Adjoint adjoint, double tolerance) {
            MeteredEngine engine = new MeteredEngine(new ReferenceEngine(64));
            Solver<Ode> solver = Dopri5.solver(tolerance);
            MaximumLikelihood objective = new MaximumLikelihood(
                    engine,
                    Toys.SMALL,
                    new CnfSettings(
                            new Divergence.Hutchinson(Noise.RADEMACHER),
                            Penalties.NONE,
                            solver,
                            adjoint,
                            solver.with(Stepping.PER_EXAMPLE)));
            FlatVector theta = Toys.SMALL.initial(Precision.FLOAT64, Toys.KEY);
            theta.scale(6);
            FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
            Sums sums = Sums.NONE;
            for (int i = 0; i < 2; i++) {
                sums = sums.plus(objective.differentiate(Toys.eightGaussians(32), theta, Toys.KEY.with(i), gradient));
            }
            assertThat(sums.failed()).isZero();
            return new Cost(engine.peakBytes(), sums.forward().evaluations());
        }
    }

    static Stream<Adjoint> bounded() {
        return Stream.of(new Backsolve(), new Checkpointed(2, 0), new Checkpointed(2, 50_000));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    @DisplayName("C27 memory does not grow with the number of evaluations")
    void constant(Adjoint adjoint) {
        Cost loose = Cost.of(adjoint, 1e-3);
        Cost tight = Cost.of(adjoint, 1e-8);
        assertThat(tight.evaluations()).isGreaterThan(5 * loose.evaluations());
        assertThat((double) tight.bytes() / loose.bytes()).isLessThanOrEqualTo(1.1);
    }

    @Test
    @DisplayName("C27 memory of the full tape grows with the number of evaluations: the measure sees it")
    void proportional() {
        Cost loose = Cost.of(new Direct(), 1e-3);
        Cost tight = Cost.of(new Direct(), 1e-8);
        double more = (double) tight.evaluations() / loose.evaluations();
        assertThat((double) tight.bytes() / loose.bytes()).isGreaterThan(0.4 * more);
    }

    @Test
    @DisplayName("C26 used heap stays flat over hundreds of steps")
    void flat() {
        Optimizer adam = Adam.of(1e-3);
        LocalTraining training = new LocalTraining(adam, RECORDS);
        Examples share = Toys.eightGaussians(1000);
        try (Engine engine = new CpuEngine(2)) {
            MaximumLikelihood objective = new MaximumLikelihood(engine, Toys.SMALL, CnfSettings.tolerance(1e-3));
            TrainingState start = TrainingState.start(Toys.SMALL.initial(Precision.FLOAT32, Toys.KEY), adam);
            TrainingState warm =
                    training.run(objective, share, start, 0, 60, Toys.KEY).state();
            AtomicReference<TrainingState> state = new AtomicReference<>(warm);
            // One step's states and gradients are of this size; 100 leaked ones would be many times as much.
            long enough = 1L << 20;
            long grown = Growth.least(
                    enough,
                    TrainingMemoryIT::usedHeap,
                    () -> state.updateAndGet(before -> training.run(
                                    objective, share, before, before.optimizer().step(), STEPS, Toys.KEY)
                            .state()));
            assertThat(grown).isLessThan(enough);
            assertThat(state.get().optimizer().step()).isGreaterThanOrEqualTo(60 + STEPS);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
