package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.layer.Chain;
import io.tacit.core.layer.ChainTrace;
import io.tacit.core.layer.CompiledChain;
import io.tacit.core.layer.Environment;
import io.tacit.core.layer.Mapped;
import io.tacit.core.layer.Stage;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;

/**
 * The loss of a {@link Chain} with a {@link Head} and its derivative, for examples that are computed together: a tile on the calling thread, or a batch.
 * The head, and the Programs right before it, are evaluated once, together with their derivative. Thread-safe.
 */
final class ChainLoss {

    private final Engine engine;
    private final Feed feed;
    private final Head head;
    private final CompiledChain body;
    private final Executable end;
    private final List<String> active;
    private final String seed;
    private final ConcurrentLinkedDeque<GradientScratch> spare = new ConcurrentLinkedDeque<>();

    ChainLoss(Engine engine, Chain chain, Head head, List<Draw> draws) {
        Chain whole = chain.then(Chain.of(head.trained()));
        List<Stage> stages = whole.stages();
        Net last = ((Mapped) stages.get(stages.size() - 1)).net();
        this.engine = engine;
        this.feed = new Feed(engine, whole.inputs(), draws);
        this.head = head;
        this.body =
                CompiledChain.differentiable(engine, new Chain(stages.subList(0, stages.size() - 1)), whole.layout());
        this.active = last.program().arguments().stream()
                .map(Program.Input::name)
                .filter(body.active()::contains)
                .toList();
        Program loss = loss(last.program(), head).withLayout(whole.layout());
        this.seed = loss.cotangentOf(Head.LOSS);
        this.end =
                engine.compile(loss.vjpWithParams(active.toArray(String[]::new)).used());
    }

    /** Loss and measures, of which only the loss has a derivative. */
    private static Program loss(Program last, Head head) {
        return Program.of(g -> {
            Map<String, Expr> values = last.inline(g, Map.of());
            for (String name : head.outputs()) {
                Expr value = Objects.requireNonNull(values.get(name), name);
                g.output(name, (name.equals(Head.LOSS) ? value : value.stopGradient()).spread());
            }
        });
    }

    Feed feed() {
        return feed;
    }

    Head head() {
        return head;
    }

    /**
     * Measures of some examples; the sum of their gradients is added to {@code gradient}. Examples whose solve fails, or whose loss is not finite, are left
     * out, and all of them where the gradient of their sum is not finite: nothing but finite numbers is added.
     */
    Sums differentiate(Examples examples, RandomKey key, Block theta, FlatVector gradient) {
        Environment values = feed.of(examples, key);
        ChainTrace trace = body.pass(values, theta);
        Map<Integer, String> failures = failures(trace, examples.count());
        if (failures.size() == examples.count()) {
            return left(trace, failures);
        }
        GradientScratch own = scratch(gradient.length());
        Map<String, Block> results = results(values, theta, own.sum());
        addNotFinite(results, failures);
        if (failures.isEmpty()) {
            Optional<String> failed = body.pullback(trace, cotangents(results), own.sum());
            boolean added = failed.isEmpty() && own.addTo(gradient);
            spare.push(own);
            return added
                    ? head.sums(results).with(trace.forward(), trace.backward())
                    : Sums.NONE
                            .failing(examples.count())
                            .with(trace.forward(), trace.backward())
                            .advising(List.of(failed.orElse(Failure.GRADIENT)));
        }
        spare.push(own);
        // What failed may have spoilt the sum: once more without it.
        Sums without = left(trace, failures);
        int[] good = IntStream.range(0, examples.count())
                .filter(b -> !failures.containsKey(b))
                .toArray();
        return good.length == 0
                ? without
                : differentiate(examples.pick(good), key, theta, gradient).plus(without);
    }

    private static Map<Integer, String> failures(ChainTrace trace, int examples) {
        Map<Integer, String> failures = new HashMap<>();
        for (int b = 0; b < examples; b++) {
            int example = b;
            trace.failure(b).ifPresent(advice -> failures.put(example, advice));
        }
        return failures;
    }

    private static void addNotFinite(Map<String, Block> results, Map<Integer, String> failures) {
        Block loss = Objects.requireNonNull(results.get(Head.LOSS));
        for (int b = 0; b < loss.examples(); b++) {
            if (!Double.isFinite(loss.get(b, 0))) {
                failures.putIfAbsent(b, Failure.NOT_FINITE);
            }
        }
    }

    /** Failed examples, and what the pass has cost. */
    private static Sums left(ChainTrace trace, Map<Integer, String> failures) {
        return Sums.NONE
                .failing(failures.size())
                .with(trace.forward(), trace.backward())
                .advising(List.copyOf(failures.values()));
    }

    private Map<String, Block> results(Environment values, Block theta, Block gradient) {
        List<Block> arguments = new ArrayList<>();
        for (Program.Input input : end.program().arguments()) {
            arguments.add(input.name().equals(seed) ? ones(values.examples()) : values.get(input.name()));
        }
        Map<String, Block> results = new HashMap<>();
        List<Block> written = new ArrayList<>();
        for (Program.Output output : end.program().results()) {
            Block block = engine.allocate(Kind.BATCHED, output.expr().shape(), values.examples());
            written.add(block);
            results.put(output.name(), block);
        }
        end.run(arguments, theta, written, gradient);
        return results;
    }

    private Block ones(int examples) {
        Block ones = engine.allocate(Kind.BATCHED, Shape.SCALAR, examples);
        ones.fill(1);
        return ones;
    }

    private Map<String, Block> cotangents(Map<String, Block> results) {
        String prefix = seed.substring(0, seed.length() - Head.LOSS.length());
        Map<String, Block> cotangents = new HashMap<>();
        active.forEach(name -> cotangents.put(name, Objects.requireNonNull(results.get(prefix + name))));
        return cotangents;
    }

    private GradientScratch scratch(int length) {
        GradientScratch known = spare.poll();
        return known == null ? GradientScratch.of(engine, length) : known.cleared();
    }
}
