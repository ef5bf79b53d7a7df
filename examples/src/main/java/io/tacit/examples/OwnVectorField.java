package io.tacit.examples;

import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.data.Scaling;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Penalties;
import io.tacit.core.nn.Initializer;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.StandardStream;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.ModelFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Lesson 2. A vector field of one's own, with known physics inside, trained on Spark from Java.
 *
 * <p>A cloud of particles began with standard normal positions q and velocities v and was looked at once, four seconds
 * later. Known: dq/dt = v, friction slows a particle by 0.2 v, and left is like right. Unknown: the force F of the field
 * it moves in, so F(q) = q N(q²) with a small network N. The flow that carries the snapshot back to the normal
 * distribution is this motion backwards in time:
 *
 * <pre>dq/dt = −v,   dv/dt = −(q N_θ(q²) − 0.2 v),   t from 0 (now) to 4 (the beginning).</pre>
 *
 * <p>Maximum likelihood of the snapshot finds F, which was q − q³ here: two valleys with a hill between.
 */
@Command(
        name = "OwnVectorField",
        mixinStandardHelpOptions = true,
        description = "Learns a force from one look at a cloud of particles, on Spark.")
public final class OwnVectorField implements Callable<Integer> {
    private static final double FRICTION = 0.2;
    private static final double SECONDS = 4;
    /** Of a normal distribution in the plane, and what friction took since: ∇·(v, F − 0.2 v) = −0.2, whatever F is. */
    private static final double ENTROPY = 1 + Math.log(2 * Math.PI) - FRICTION * SECONDS;

    private static final int HIDDEN = 32;

    /** No force at first; parameters that are not named begin as those of PyTorch's linear layers. */
    private static final Map<String, Initializer> BEGINNING = Map.of(
            "force.w1", Initializer.normal(1), "force.b1", Initializer.normal(1), "force.w3", Initializer.constant(0));

    private static final int STEPS = 12;

    @Option(names = "--particles", defaultValue = "20000", description = "In the cloud. Default: ${DEFAULT-VALUE}.")
    private long particles;

    @Option(names = "--rounds", defaultValue = "20", description = "Of training. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new OwnVectorField()).execute(args));
    }

    @Override
    public Integer call() {
        SparkConf conf = new SparkConf().setAppName("OwnVectorField").setIfMissing("spark.master", "local[*]");
        conf.setIfMissing("spark.ui.enabled", "false");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        try (Progress progress = Progress.on(StandardStream.ERR, InstantSource.system())) {
            TrainedModel model = training(progress).train(snapshot(spark, particles), model());
            model.history()
                    .heldOut()
                    .ifPresent(nll -> System.out.printf(
                            Locale.ROOT,
                            "held out: %.3f nats; the true force would have %.3f on average%n",
                            nll.mean(),
                            ENTROPY));
            printForce(model.theta());
        } finally {
            spark.stop();
        }
        return 0;
    }

    /** The model: what executors make of it is compiled there, so that only this lambda travels. */
    private static ModelFactory model() {
        return engine -> CnfModel.of(
                engine,
                Cnf.of(new Net(backwards(), BEGINNING)).withT1(SECONDS),
                new CnfSettings(
                        new Divergence.Exact(),
                        Penalties.NONE,
                        Solver.of(new Dopri5(), new FixedSteps(STEPS)),
                        new Checkpointed(),
                        Dopri5.solver(1e-5).with(Stepping.PER_EXAMPLE)));
    }

    /** dz/dt of z = (q, v), for one particle; the batch is the engine's business. */
    private static Program backwards() {
        return Program.of(g -> {
            Expr z = g.example(Net.STATE, 2);
            Expr q = z.slice(0, 0, 1);
            Expr v = z.slice(0, 1, 1);
            Expr acceleration = force(g, q).minus(v.times(FRICTION));
            g.output(Net.STATE, g.concat(0, v, acceleration).negate());
        });
    }

    /** F_θ(q) = q N_θ(q²), the learned part. */
    private static Expr force(Graph g, Expr q) {
        Expr first = g.param("force.w1", HIDDEN, 1)
                .matmul(q.square())
                .plus(g.param("force.b1", HIDDEN))
                .softplus();
        Expr second = g.param("force.w2", HIDDEN, HIDDEN)
                .matmul(first)
                .plus(g.param("force.b2", HIDDEN))
                .softplus();
        return q.times(g.param("force.w3", 1, HIDDEN).matmul(second));
    }

    /** Columns keep their units, in which the physics is written. */
    private Training training(Progress progress) {
        TrainingConfig config = TrainingConfig.parse(
                """
                workers = 4, batch = 250, localSteps = 8, rounds = %d
                optimizer { name = adam, lr = 1e-2, clipNorm = 1, schedule { shape = cosine } }
                """
                        .formatted(rounds));
        return Training.of(config)
                .columns("q", "v")
                .id("particle")
                .scaling(Scaling.NONE)
                .progress(progress);
    }

    /** The cloud after {@value #SECONDS} seconds under the true force. */
    static Dataset<Row> snapshot(SparkSession spark, long particles) {
        StructType schema = new StructType()
                .add("particle", DataTypes.LongType, false)
                .add("q", DataTypes.DoubleType, false)
                .add("v", DataTypes.DoubleType, false);
        MapFunction<Long, Row> observe = particle -> {
            Particle now = Particle.started(RandomKey.of(3).with(particle)).after(SECONDS, FRICTION);
            return RowFactory.create(particle, now.q(), now.v());
        };
        return spark.range(particles).map(observe, Encoders.row(schema));
    }

    /** The learned part alone is a Program as well, over the same θ. */
    private static void printForce(FlatVector theta) {
        Program force = Program.of(g -> g.output("force", force(g, g.example("q", 1))));
        try (Engine engine = new CpuEngine(1)) {
            int points = 9;
            Block q = engine.allocate(Kind.BATCHED, Shape.of(1), points);
            Block found = engine.allocate(Kind.BATCHED, Shape.of(1), points);
            for (int i = 0; i < points; i++) {
                q.set(i, 0, -2 + 0.5 * i);
            }
            Block parameters = engine.vector(theta);
            engine.compile(force).run(List.of(q), parameters, List.of(found), parameters);
            System.out.println("     q   learned F   true F");
            for (int i = 0; i < points; i++) {
                double at = q.get(i, 0);
                System.out.printf(
                        Locale.ROOT, "%6.2f   %9.3f   %6.3f%n", at, found.get(i, 0) + 0.0, Particle.force(at));
            }
        }
    }
}
