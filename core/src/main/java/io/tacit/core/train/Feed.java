package io.tacit.core.train;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Values;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Environment;
import io.tacit.core.layer.Recurrent;
import io.tacit.core.layer.Stage;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.util.List;
import java.util.Optional;

/**
 * Records as a model reads them: fields by name, converted to the engine's precision, and noise. A series {@code s} of n values comes as its elements up to
 * the longest of the examples, 0 where a record has fewer or a number is missing (NaN); {@code s.mask} is 1 where a number is there, else 0.
 *
 * @param reads what the model reads
 * @param draws those of them that are noise; the first has the lowest counters of a record's key, and so on
 */
record Feed(Engine engine, List<Stage.Read> reads, List<Draw> draws) {

    private static final String MASK = ".mask";

    /** The fields that the model reads. */
    List<String> fields() {
        return reads.stream()
                .map(Stage.Read::name)
                .filter(n -> !n.equals(Recurrent.ALIVE) && draw(n).isEmpty())
                .map(n -> n.endsWith(MASK) ? n.substring(0, n.length() - MASK.length()) : n)
                .distinct()
                .toList();
    }

    private Optional<Draw> draw(String name) {
        return draws.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /** The records whose numbers are all finite; in a series whose mask is read, numbers may be missing. */
    Examples usable(Examples examples) {
        return examples.finite(
                fields().stream().filter(f -> !isMasked(f)).toList(),
                fields().stream().filter(this::isMasked).toList());
    }

    private boolean isMasked(String field) {
        return reads.stream().anyMatch(r -> r.name().equals(field + MASK));
    }

    /** What a model reads of a tile of records. */
    Environment of(Examples examples, RandomKey key) {
        Environment values = Environment.of(examples.count(), steps(examples));
        for (Stage.Read read : reads) {
            if (read.name().equals(Recurrent.ALIVE)) {
                continue;
            }
            Optional<Draw> draw = draw(read.name());
            if (draw.isPresent()) {
                values.put(read.name(), drawn(draw.get(), examples, key));
            } else if (read.series()) {
                series(read, examples, values);
            } else {
                Column column = examples.column(read.name());
                requireFits(read, column.field());
                values.put(read.name(), block(column));
            }
        }
        return values;
    }

    private static void requireFits(Stage.Read read, Field field) {
        if (field.isSeries() != read.series() || field.size() != read.shape().size()) {
            throw new IllegalArgumentException(
                    "field '" + field.name() + "': expected " + (read.series() ? "a series of " : "")
                            + read.shape() + ", as the model reads it, got " + (field.isSeries() ? "a series of " : "")
                            + field.shape());
        }
    }

    private static int steps(Examples examples) {
        int steps = 0;
        for (Column column : examples.columns()) {
            for (int b = 0; column.field().isSeries() && b < column.count(); b++) {
                steps = Math.max(steps, column.length(b));
            }
        }
        return steps;
    }

    private Block block(Column column) {
        return loaded(vector(column.values()), column.field().shape(), column.count());
    }

    static FlatVector vector(Values values) {
        if (values instanceof Values.Floats floats) {
            return FlatVector.of(floats.values());
        }
        double[] numbers = new double[values.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return FlatVector.of(numbers);
    }

    private Block loaded(FlatVector values, Shape shape, int examples) {
        Block block = engine.allocate(Kind.BATCHED, shape, examples);
        block.load(values, 0);
        return block;
    }

    /** Elements of a series, or of its mask; and which of them records have. */
    private void series(Stage.Read read, Examples examples, Environment values) {
        boolean mask = read.name().endsWith(MASK)
                && examples.schema().find(read.name()).isEmpty();
        String name = mask ? read.name().substring(0, read.name().length() - MASK.length()) : read.name();
        Column column = examples.column(name);
        requireFits(read, column.field());
        int size = column.field().size();
        for (int i = 0; i < values.steps(); i++) {
            double[] elements = new double[examples.count() * size];
            double[] alive = new double[examples.count()];
            for (int b = 0; b < alive.length; b++) {
                if (i < column.length(b)) {
                    alive[b] = 1;
                    for (int k = 0; k < size; k++) {
                        double number = column.get(b, i * size + k);
                        elements[b * size + k] = Double.isNaN(number) ? 0 : mask ? 1 : number;
                    }
                }
            }
            values.put(
                    Environment.element(read.name(), i),
                    loaded(FlatVector.of(elements), column.field().shape(), alive.length));
            values.put(
                    Environment.element(Recurrent.ALIVE, i), loaded(FlatVector.of(alive), Shape.SCALAR, alive.length));
        }
    }

    private Block drawn(Draw draw, Examples examples, RandomKey key) {
        int size = draw.shape().size();
        long first = 0;
        for (Draw before : draws) {
            if (before.equals(draw)) {
                break;
            }
            first += before.shape().size();
        }
        float[] values = new float[examples.count() * size];
        for (int b = 0; b < examples.count(); b++) {
            RandomKey own = key.with(examples.ids()[b]);
            for (int i = 0; i < size; i++) {
                values[b * size + i] = (float) draw.noise().draw(own, first + i);
            }
        }
        return loaded(FlatVector.of(values), draw.shape(), examples.count());
    }
}
