package io.tacit.core.layer;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Storage;
import io.tacit.core.data.Values;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.nn.Activation;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Fields;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.ChainObjective;
import io.tacit.core.train.Head;
import io.tacit.core.train.Measure;
import java.util.ArrayList;
import java.util.List;

/** Flows for tests, and numbers on their way into blocks and out of them. */
public final class Flows {

    private Flows() {}

    /** dz/dt = factor · A z with A the parameter. */
    static Cnf linear(double factor) {
        Program field = Program.of(g -> {
            Expr z = g.example(Net.STATE, 2);
            g.shared(Net.TIME);
            g.output(Net.STATE, g.param("A", 2, 2).matmul(z).times(factor));
        });
        return Cnf.of(Net.of(field));
    }

    /** A pendulum whose friction c is learned: dq/dt = p, dp/dt = −sin q − c p, so tr = −c. */
    static Program pendulum() {
        return Program.trace(g -> {
            Expr z = g.example(Net.STATE, 2);
            Expr c = g.param("friction");
            return Fields.stack(g, z.at(1), z.at(0).sin().negate().minus(c.times(z.at(1))));
        });
    }

    /** A field without parameters that turns and squeezes everywhere: f = (sin 2y + 0.3 sin 2x, −sin 2x + 0.3 sin 2y). */
    static Program cells() {
        return Program.trace(g -> {
            Expr twice = g.example(Net.STATE, 2).times(2).sin();
            Expr x = twice.at(0);
            Expr y = twice.at(1);
            return Fields.stack(g, y.plus(x.times(0.3)), y.times(0.3).minus(x));
        });
    }

    /** Concat-squash networks with one hidden layer of 4. */
    static Cnf small(int blocks) {
        return Cnf.ffjord(2, blocks, Activation.TANH, 4);
    }

    /** Parameters of which the flow bends space well: three times those at the start. */
    static FlatVector bent(Cnf cnf, Precision precision) {
        FlatVector theta = cnf.initial(precision, RandomKey.of(7));
        theta.scale(3);
        return theta;
    }

    /** Standard normal numbers: rows of examples or probes. */
    static Block normal(Engine engine, int examples, int dim, long seed) {
        Block block = engine.allocate(Kind.BATCHED, Shape.of(dim), examples);
        RandomKey key = RandomKey.of(seed);
        for (int b = 0; b < examples; b++) {
            for (int i = 0; i < dim; i++) {
                block.set(b, i, key.with(b).gaussian(i));
            }
        }
        return block;
    }

    static Block rademacher(Engine engine, int examples, int dim, long seed) {
        Block block = normal(engine, examples, dim, seed);
        for (int b = 0; b < examples; b++) {
            for (int i = 0; i < dim; i++) {
                block.set(b, i, Math.signum(block.get(b, i)));
            }
        }
        return block;
    }

    static double[] values(Block block) {
        return block.toVector(Precision.FLOAT64).doubles();
    }

    /** The loss of a flow whose probes, where it has any, are a field of the records. */
    static ChainObjective likelihood(
            Engine engine, Cnf cnf, Divergence divergence, Penalties penalties, Solved.How how) {
        return new ChainObjective(
                engine,
                cnf.chain(divergence, penalties, how),
                new Head(Net.of(cnf.likelihood(penalties)), List.of(Measure.NLL)));
    }

    /** Records with these rows, and probes. */
    static Examples records(Block x, List<Block> probe) {
        List<Column> columns = new ArrayList<>();
        columns.add(column(Cnf.RECORD, x));
        probe.forEach(p -> columns.add(column(Divergence.PROBE, p)));
        return Examples.of(columns.toArray(Column[]::new));
    }

    private static Column column(String name, Block block) {
        return Column.of(Field.of(name, Storage.FLOAT64, block.shape().size()), new Values.Doubles(values(block)));
    }
}
