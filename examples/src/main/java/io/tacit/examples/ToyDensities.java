package io.tacit.examples;

import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.data.Examples;
import io.tacit.core.data.ToyDensity;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.nn.Activation;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Clip;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.CnfSettings;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.metrics.picture.DensityPicture;
import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Png;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.model.CnfModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Lesson 1. A density in the plane, learned on this machine, without Spark: the whole of training on one screen, and a
 * picture of what was learned beside the data.
 */
@Command(
        name = "ToyDensities",
        mixinStandardHelpOptions = true,
        description = "Learns a density in the plane and draws it beside its data.")
public final class ToyDensities implements Callable<Integer> {
    private static final Range PLANE = new Range(-4, 4);
    private static final int HELD_OUT = 2_000;
    private static final int REPORTS = 20;

    @Option(
            names = "--density",
            defaultValue = "pinwheel",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            completionCandidates = ToyNames.class,
            converter = ToyNames.class)
    private ToyDensity density = ToyDensity.PINWHEEL;

    @Option(names = "--records", defaultValue = "100000", description = "To train on. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(names = "--steps", defaultValue = "1500", description = "Of the optimizer. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--batch", defaultValue = "500", description = "Records of a step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--solver-steps",
            defaultValue = "4",
            description = "Solver steps of a flow in training; thin or long structures want more, or the flow learns to"
                    + " make use of their error. Default: ${DEFAULT-VALUE}.")
    private int solverSteps;

    @Option(names = "--seed", defaultValue = "1", description = "All randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--pixels", defaultValue = "480", description = "Side of a picture. Default: ${DEFAULT-VALUE}.")
    private int pixels;

    @Option(names = "--picture", defaultValue = "toy.png", description = "To write. Default: ${DEFAULT-VALUE}.")
    private Path picture = Path.of("toy.png");

    public static void main(String[] args) {
        System.exit(new CommandLine(new ToyDensities()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        RandomKey key = RandomKey.of(seed);
        Examples data = draw(key.with("data"), records);
        try (Engine engine = new CpuEngine(Runtime.getRuntime().availableProcessors())) {
            CnfModel model = model(engine);
            FlatVector theta = train(model, data, key);
            Examples heldOut = draw(key.with("held out"), HELD_OUT);
            double nll = model.objective().evaluate(heldOut, theta, key).mean();
            Grid learned = Grid.ofLogDensity(PLANE, PLANE, pixels / 2, at -> model.logDensity(values(at), theta));
            Files.write(picture, Png.bytes(DensityPicture.beside(points(data), learned, pixels)));
            System.out.printf(
                    Locale.ROOT,
                    "held out: %.3f nats; the density integrates to %.4f over the picture %s%n",
                    nll,
                    learned.integral(),
                    picture);
        }
        return 0;
    }

    /** A flow of one vector field with three hidden layers; equal steps of Dopri5 in training, as many as it takes in scoring. */
    private CnfModel model(Engine engine) {
        Cnf flow = Cnf.ffjord(2, 1, Activation.TANH, 64, 64, 64);
        CnfSettings settings = new CnfSettings(
                new Divergence.Hutchinson(Noise.RADEMACHER),
                Penalties.NONE,
                Solver.of(new Dopri5(), new FixedSteps(solverSteps)),
                new Checkpointed(),
                Dopri5.solver(1e-5).with(Stepping.PER_EXAMPLE));
        return CnfModel.of(engine, flow, settings);
    }

    private FlatVector train(CnfModel model, Examples data, RandomKey key) {
        Schedule rate = new Schedule.Cosine(1e-2, 0, Math.min(100, steps / 10), steps);
        Optimizer optimizer = new Clip.ByNorm(Adam.of(rate), 10);
        LocalTraining training = new LocalTraining(optimizer, batch);
        TrainingState state = TrainingState.start(model.initialTheta(key.with("initial")), optimizer);
        long start = System.nanoTime();
        int stride = Math.max(1, steps / REPORTS);
        for (int step = 0; step < steps; step += stride) {
            int some = Math.min(stride, steps - step);
            LocalTraining.Result result =
                    training.run(model.objective(), data, state, step, some, key.with("training"));
            state = result.state();
            System.out.printf(
                    Locale.ROOT,
                    "step %5d of %d   %.3f nats   %.0f s%n",
                    step + some,
                    steps,
                    result.evaluation().mean(),
                    (System.nanoTime() - start) / 1e9);
        }
        return state.theta();
    }

    private Examples draw(RandomKey key, int count) {
        return Examples.rows(
                2, density.table(key, count), LongStream.range(0, count).toArray());
    }

    private static FlatVector values(Points points) {
        double[] values = new double[2 * points.count()];
        Arrays.setAll(values, i -> points.get(i / 2, i % 2));
        return FlatVector.of(values);
    }

    private static Points points(Examples data) {
        double[] values = new double[data.rows().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.rows()[i];
        }
        return Points.of(2, values);
    }
}
