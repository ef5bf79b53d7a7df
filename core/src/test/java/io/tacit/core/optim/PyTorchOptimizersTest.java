package io.tacit.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tacit.core.tensor.FlatVector;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trajectories of torch.optim 2.13 in float64 on f(x) = Σ (x_i - i)² (i + 1) / 2 + sin 3x_i from (1, -2, 1/2, 3): after 1
 * and after 50 updates.
 */
class PyTorchOptimizersTest {
    private static final Schedule RATE = new Schedule.Constant(0.02);
    private static final Momentum HEAVY = new Momentum.Polyak(0.9);

    static Stream<Arguments> trajectories() {
        Schedule fast = new Schedule.Constant(0.05);
        Sgd heavy = new Sgd(RATE, HEAVY, 0);
        return Stream.of(
                arguments(
                        Adam.of(0.05),
                        xs(1.04999999974619, -1.9500000001602826, 0.5499999998833898, 3.049999999817077),
                        xs(1.4109143891248002, -0.025550263268038716, 1.7022933343797402, 3.4680348045794656)),
                arguments(
                        new Adam(fast, 0.8, 0.99, 1e-3, 0.1),
                        xs(1.0499732760013027, -1.9500150580224451, 0.5499882041764437, 3.049979460980425),
                        xs(1.3935721327442485, -0.18311427783715797, 1.6589741920566181, 3.420525034219457)),
                arguments(
                        new AdamW(Adam.of(fast), 0.1),
                        xs(1.04499999974619, -1.9400000001602826, 0.5474999998833897, 3.0349999998170767),
                        xs(1.4007902819922167, -0.021014154240302133, 1.6572131388172484, 3.4337297179023847)),
                arguments(
                        new Sgd(RATE, new Momentum.None(), 0.1),
                        xs(1.0373995497960267, -1.933610217199022, 0.5847557678999378, 3.0486678157130807),
                        xs(1.3921712894092437, -0.20843201692422736, 1.6651583355983934, 3.4191629451139463)),
                arguments(
                        new Sgd(RATE, HEAVY, 0.1),
                        xs(1.0373995497960267, -1.933610217199022, 0.5847557678999378, 3.0486678157130807),
                        xs(1.4075115684228703, 1.3415047855484439, 1.7466212319852794, 3.422156294687753)),
                arguments(
                        new Sgd(RATE, new Momentum.Nesterov(0.9), 0),
                        xs(1.0748591446124507, -1.8814594126781417, 0.6629359590098819, 3.103868849854853),
                        xs(1.4081572874375234, 1.4651984942966718, 1.6794635292977238, 3.450395958766207)),
                arguments(
                        new Clip.ByNorm(heavy, 1.5),
                        xs(1.0094071205128519, -1.985103682437543, 0.5204752299831664, 3.0130526042365893),
                        xs(1.395354390401137, 1.5092770093571648, 1.7135242541424451, 3.4543440003205084)),
                arguments(
                        new Clip.ByValue(heavy, 0.7),
                        xs(1.014, -1.986, 0.514, 3.014),
                        xs(1.3877071101212002, -0.13376282026191533, 1.6621238363917128, 3.4315873003909774)));
    }

    @ParameterizedTest
    @MethodSource("trajectories")
    void followsPyTorch(Optimizer optimizer, double[] afterOne, double[] afterFifty) {
        // 1e-12: 50 updates, each with a few roundings at 1e-16 in another order than PyTorch's.
        assertThat(descend(optimizer, 1).doubles()).containsExactly(afterOne, within(1e-12));
        assertThat(descend(optimizer, 50).doubles()).containsExactly(afterFifty, within(1e-12));
    }

    private static FlatVector descend(Optimizer optimizer, int updates) {
        FlatVector start = FlatVector.of(1.0, -2.0, 0.5, 3.0);
        Update at = new Update(start, optimizer.init(start));
        for (int k = 0; k < updates; k++) {
            at = optimizer.update(at.theta(), gradient(at.theta()), at.state());
        }
        return at.theta();
    }

    private static FlatVector gradient(FlatVector x) {
        FlatVector g = x.copy();
        for (int i = 0; i < x.length(); i++) {
            g.set(i, (x.get(i) - i) * (i + 1) + 3 * Math.cos(3 * x.get(i)));
        }
        return g;
    }

    private static double[] xs(double... values) {
        return values;
    }
}
