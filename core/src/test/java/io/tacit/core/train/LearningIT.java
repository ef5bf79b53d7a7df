package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.baseline.Gaussian;
import io.tacit.core.baseline.Moments;
import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Eight Gaussians on a circle are learned in a few hundred steps. */
class LearningIT {

    /** The eight overlap little: ln 8 + ln(2πe · 0.125). */
    private static final double ENTROPY = Math.log(8) + Math.log(2 * Math.PI * Math.E * 0.125);

    @Test
    @DisplayName(
            "T76 C36 eight Gaussians: far better than one Gaussian, near the entropy, and the density integrates to 1")
    void eightGaussians() {
        Examples all = Toys.eightGaussians(6000);
        Examples seen = all.range(0, 5000);
        Examples held = all.range(5000, 1000);
        Cnf cnf = Cnf.ffjord(2, 1, Activation.TANH, 32, 32);
        Optimizer adam = Adam.of(2e-2);
        try (Engine engine = new CpuEngine(2)) {
            MaximumLikelihood objective = new MaximumLikelihood(engine, cnf, CnfSettings.tolerance(1e-3));
            TrainingState start = TrainingState.start(cnf.initial(Precision.FLOAT32, Toys.KEY), adam);
            LocalTraining.Result result = new LocalTraining(adam, 128).run(objective, seen, start, 0, 300, Toys.KEY);
            FlatVector theta = result.state().theta();
            assertThat(result.skippedSteps()).isZero();
            double nll = objective.evaluate(held, theta, Toys.KEY).mean();
            assertThat(nll).isLessThan(baseline(seen, held) - 1).isBetween(ENTROPY - 0.1, ENTROPY + 0.25);
            assertThat(integral(engine, objective, theta)).isCloseTo(1, within(0.005));
        }
    }

    private static double baseline(Examples seen, Examples held) {
        Gaussian.Fitted fitted = (Gaussian.Fitted) Gaussian.fit(moments(seen));
        return fitted.density().meanNll(moments(held));
    }

    private static Moments moments(Examples examples) {
        Moments moments = new Moments(examples.dim());
        for (int i = 0; i < examples.count(); i++) {
            moments = moments.add(examples.rows(), i * examples.dim());
        }
        return moments;
    }

    /** Riemann sum over [−6, 6]² with cells of 0.1. */
    private static double integral(Engine engine, MaximumLikelihood objective, FlatVector theta) {
        int side = 120;
        double cell = 0.1;
        Block grid = engine.allocate(Kind.BATCHED, Shape.of(2), side * side);
        for (int i = 0; i < side * side; i++) {
            grid.set(i, 0, (i % side - side / 2 + 0.5) * cell);
            grid.set(i, 1, (i / side - side / 2 + 0.5) * cell);
        }
        Block logDensity =
                objective.density().of(grid, List.of(), engine.vector(theta)).logDensity();
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += Math.exp(logDensity.get(i, 0)) * cell * cell;
        }
        return sum;
    }
}
