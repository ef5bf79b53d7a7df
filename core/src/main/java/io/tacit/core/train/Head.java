package io.tacit.core.train;

import io.tacit.core.engine.Block;
import io.tacit.core.layer.Mapped;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Program;
import io.tacit.core.solve.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The end of a model: what is asked of the values of its body and of the records. Its Program has an output {@link #LOSS}, the loss of an example; one
 * for each measure, by its name, and where an example has a weight {@code name.weight}; and others, which are predictions.
 *
 * @param measures the one that training goes by first
 */
public record Head(Net net, List<Measure> measures) {

    /** Name of the output that training lowers. */
    public static final String LOSS = "loss";

    private static final String WEIGHT = ".weight";

    public Head {
        measures = List.copyOf(measures);
        if (measures.isEmpty()) {
            throw new IllegalArgumentException("head: expected at least one measure, got none");
        }
        net.program().output(LOSS);
        measures.forEach(m -> net.program().output(m.name()));
    }

    /** Without predictions, which training has no use for. */
    Mapped trained() {
        return selected(outputs());
    }

    /** Names of loss, measures and weights. */
    List<String> outputs() {
        List<String> names = new ArrayList<>();
        names.add(LOSS);
        for (Measure measure : measures) {
            if (!names.contains(measure.name())) {
                names.add(measure.name());
            }
            if (isWeighted(measure)) {
                names.add(weight(measure));
            }
        }
        return names;
    }

    boolean isWeighted(Measure measure) {
        return net.program().outputs().stream().anyMatch(o -> o.name().equals(weight(measure)));
    }

    static String weight(Measure measure) {
        return measure.name() + WEIGHT;
    }

    /** Sums of the measures of some examples, all of which count. */
    Sums sums(Map<String, Block> results) {
        int examples = Objects.requireNonNull(results.get(LOSS)).examples();
        return sums(results::get, IntStream.range(0, examples).toArray());
    }

    /** Sums of the measures of some examples; those that failed are left out. */
    Sums sums(ChainValues.Passed passed) {
        List<Integer> good = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        int examples = passed.values().examples();
        for (int b = 0; b < examples; b++) {
            Optional<String> failure = passed.failure(b);
            failure.ifPresent(advice::add);
            if (failure.isEmpty()) {
                good.add(b);
            }
        }
        return (good.isEmpty()
                        ? Sums.NONE
                        : sums(
                                passed.values()::get,
                                good.stream().mapToInt(b -> b).toArray()))
                .failing(examples - good.size())
                .with(passed.trace().forward(), Work.NONE)
                .advising(advice);
    }

    private Sums sums(Function<String, Block> results, int... which) {
        List<MeasureSums> sums = new ArrayList<>();
        for (Measure measure : measures) {
            Block values = results.apply(measure.name());
            Optional<Block> weights =
                    isWeighted(measure) ? Optional.of(results.apply(weight(measure))) : Optional.empty();
            MeasureSums sum = MeasureSums.none(measure.name());
            for (int b : which) {
                int example = b;
                sum = sum.plus(
                        values.get(b, 0), weights.map(w -> w.get(example, 0)).orElse(1.0));
            }
            sums.add(sum);
        }
        return new Sums(sums, which.length, 0, Work.NONE, Work.NONE, List.of());
    }

    /** Names of outputs that are neither loss nor measures nor weights. */
    List<String> predictions() {
        List<String> others = outputs();
        return net.program().outputs().stream()
                .map(Program.Output::name)
                .filter(n -> !others.contains(n))
                .toList();
    }

    /** Predictions alone, without what only loss and measures need, such as the targets. */
    Mapped predicting(List<String> names) {
        return selected(names);
    }

    private Mapped selected(List<String> names) {
        Program selected = net.program().select(names.toArray(String[]::new));
        return new Mapped(new Net(selected.used(), net.initializers()));
    }
}
