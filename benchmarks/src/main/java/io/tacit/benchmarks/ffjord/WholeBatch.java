package io.tacit.benchmarks.ffjord;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfLoss;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.layer.TileLoss;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.Sums;
import io.tacit.core.data.Examples;
import io.tacit.core.train.Objective;
import java.util.List;

/** The training loss with one step size for the whole batch, as other libraries solve: each operation runs over all tiles before the next. */
public final class WholeBatch implements Objective {

    private final Engine engine;
    private final Cnf cnf;
    private final CnfLoss loss;

    public WholeBatch(Engine engine, Cnf cnf, Method method) {
        this.engine = engine;
        this.cnf = cnf;
        this.loss = new CnfLoss(engine, cnf, method.divergence(), Penalties.NONE, method.solver(), method.adjoint());
    }

    @Override
    public ParamLayout layout() {
        return cnf.layout();
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        Block probe = block(probes(examples, key), examples);
        TileLoss result =
                loss.differentiate(block(examples.rows(), examples), List.of(probe), engine.vector(theta), gradient);
        return new Evaluation(
                result.sum(),
                result.sumOfSquares(),
                result.count(),
                result.failed(),
                result.forward(),
                result.backward(),
                result.advice());
    }

    private Block block(float[] rows, Examples examples) {
        Block block = engine.allocate(Kind.BATCHED, Shape.of(examples.dim()), examples.count());
        block.load(FlatVector.of(rows), 0);
        return block;
    }

    /** ε of each example, as training draws them. */
    static float[] probes(Examples examples, RandomKey key) {
        float[] values = new float[examples.rows().length];
        for (int b = 0; b < examples.count(); b++) {
            RandomKey own = key.with(examples.ids()[b]);
            for (int i = 0; i < examples.dim(); i++) {
                values[b * examples.dim() + i] = (float) Noise.GAUSSIAN.draw(own, i);
            }
        }
        return values;
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        throw new UnsupportedOperationException("only training steps are measured with a step for the whole batch");
    }
}
