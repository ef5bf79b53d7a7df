package io.tacit.core.train;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Storage;
import io.tacit.core.data.Values;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Chain;
import io.tacit.core.layer.Environment;
import io.tacit.core.layer.Recurrent;
import io.tacit.core.layer.Stage;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions of a {@link Chain} with a {@link Head}: what the head tells beside loss and measures, and of series what was collected under the same names. Records need no targets. Each
 * is computed with steps of its own, so that its prediction does not depend on the records beside it. Thread-safe.
 */
public final class Predictor {

    private static final RandomKey KEY = RandomKey.of(0);

    private final Engine engine;
    private final ChainValues chain;
    private final List<Told> told;

    public Predictor(Engine engine, Chain chain, Head head) {
        this(engine, chain, head, List.of());
    }

    /** @param draws inputs of the chain that are noise, the same in every call */
    public Predictor(Engine engine, Chain chain, Head head, List<Draw> draws) {
        this.engine = engine;
        List<String> single = head.predictions();
        this.told = new ArrayList<>(collected(chain));
        for (String name : single) {
            told.add(new Told(name, head.net().program().output(name).expr().shape(), Field.Length.ONE));
        }
        if (told.isEmpty()) {
            throw new IllegalArgumentException("predictor: expected a head that tells something beside its loss and"
                    + " measures, or a chain that collects '" + Heads.PREDICTION + "', got neither");
        }
        Chain own = chain.perExample();
        this.chain =
                new ChainValues(engine, single.isEmpty() ? own : own.then(Chain.of(head.predicting(single))), draws);
    }

    /** One of the predictions. */
    private record Told(String name, Shape shape, Field.Length length) {

        Field field() {
            return new Field(name, shape, Storage.FLOAT64, length);
        }
    }

    /** Series that are predictions. */
    private static List<Told> collected(Chain chain) {
        List<Told> told = new ArrayList<>();
        for (Stage stage : chain.stages()) {
            if (stage instanceof Recurrent loop) {
                loop.collected().stream()
                        .filter(List.of(Heads.PREDICTION, Heads.DEVIATION)::contains)
                        .forEach(name -> told.add(new Told(name, loop.shape(name), Field.Length.SERIES)));
            }
        }
        return told;
    }

    /** The fields that records must have. */
    public List<Stage.Read> inputs() {
        return chain.inputs();
    }

    /**
     * Predictions for some records, a column for each, in double precision; not numbers where a solve failed or a field is not finite.
     *
     * @param theta all parameters of chain and head
     */
    public Examples of(Examples examples, FlatVector theta) {
        if (examples.count() == 0) {
            throw new IllegalArgumentException("predictor: expected one record or more, got none");
        }
        Block parameters = engine.vector(theta);
        int width = Math.min(engine.tile(), examples.count());
        Examples[] parts = new Examples[(int) (((long) examples.count() + width - 1) / width)];
        engine.parallel(parts.length, i -> {
            int first = i * width;
            Examples tile = examples.range(first, Math.min(width, examples.count() - first));
            parts[i] = predictions(tile, chain.of(tile, KEY, parameters));
        });
        return Examples.joined(List.of(parts));
    }

    private Examples predictions(Examples tile, ChainValues.Passed passed) {
        List<Column> columns = told.stream()
                .map(t -> t.length == Field.Length.ONE ? column(t, tile, passed) : series(t, tile, passed))
                .toList();
        return new Examples(columns, tile.ids());
    }

    private static Column column(Told told, Examples tile, ChainValues.Passed passed) {
        int size = told.shape.size();
        double[] values = new double[tile.count() * size];
        for (int b = 0; b < tile.count(); b++) {
            store(passed, told.name, b, values, b * size, size);
        }
        return Column.of(told.field(), new Values.Doubles(values));
    }

    /** Writes the numbers of one example; those of a failed one are none, and may not be there. */
    private static void store(ChainValues.Passed passed, String name, int example, double[] into, int at, int size) {
        if (passed.failed(example)) {
            Arrays.fill(into, at, at + size, Double.NaN);
            return;
        }
        Block block = passed.values().get(name);
        for (int k = 0; k < size; k++) {
            into[at + k] = block.get(example, k);
        }
    }

    /** Elements as far as a record has any. */
    private static Column series(Told told, Examples tile, ChainValues.Passed passed) {
        Column like = tile.columns().stream()
                .filter(c -> c.field().isSeries())
                .findFirst()
                .orElseThrow();
        int size = told.shape.size();
        double[] values = new double[like.starts()[tile.count()] * size];
        for (int b = 0; b < tile.count(); b++) {
            for (int i = 0; i < like.length(b); i++) {
                store(passed, Environment.element(told.name, i), b, values, (like.starts()[b] + i) * size, size);
            }
        }
        return new Column(told.field(), new Values.Doubles(values), like.starts());
    }
}
