package io.tacit.core.train;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;

/**
 * The regression of a vector field on velocities, |f(x, t, c) − u|², and its derivative, for the examples of a tile: one evaluation of the field and
 * one of its derivative, nothing is solved. Each example has a time of its own. The field that minimises the mean is E[u | x, t, c].
 *
 * <p>Lipman et al.: "Flow matching for generative modeling", ICLR 2023, equation 9. Thread-safe.
 */
public final class MatchingLoss {

    private static final String LOSS = "loss";

    /** No name that an input of a field would have. */
    private static final String VELOCITY = "velocity to match";

    private final Engine engine;
    private final String cotangent;
    private final Executable value;
    private final Executable derivative;
    private final List<String> conditions;
    private final ConcurrentLinkedDeque<GradientScratch> spare = new ConcurrentLinkedDeque<>();

    /**
     * The loss of a field with input {@link Net#STATE}, perhaps {@link Net#TIME}, and whatever else it depends on, its conditions; one output, the
     * velocity.
     */
    public MatchingLoss(Engine engine, Program field) {
        this.engine = engine;
        this.conditions = field.arguments().stream()
                .map(Program.Input::name)
                .filter(n -> !n.equals(Net.STATE) && !n.equals(Net.TIME))
                .toList();
        Program loss = program(field);
        this.cotangent = loss.cotangentOf(LOSS);
        this.value = engine.compileLazily(loss);
        this.derivative = engine.compile(loss.vjpWithParams());
    }

    private static Program program(Program field) {
        return Program.of(g -> {
                    Shape shape = field.input(Net.STATE).shape();
                    g.input(Net.STATE, shape, Role.EXAMPLE);
                    Expr t = g.example(Net.TIME);
                    Expr wanted = g.input(VELOCITY, shape, Role.EXAMPLE);
                    String velocity = field.results().get(0).name();
                    Expr f = field.inline(g, Map.of(Net.TIME, t), velocity);
                    g.output(LOSS, f.minus(wanted).square().sum().spread());
                })
                .withLayout(field.layout());
    }

    /** Names of the conditions, in the field's order. */
    public List<String> conditions() {
        return conditions;
    }

    /**
     * The points at which a field is looked at, and what it should be there.
     *
     * @param x states, BATCHED
     * @param t times, BATCHED scalar
     * @param velocity u, BATCHED like the states
     * @param conditions of the field, by name
     */
    public record Points(Block x, Block t, Block velocity, Map<String, Block> conditions) {

        private Points pick(Engine engine, int[] which) {
            Map<String, Block> picked = new LinkedHashMap<>();
            conditions.forEach((name, block) -> picked.put(name, pick(engine, block, which)));
            return new Points(pick(engine, x, which), pick(engine, t, which), pick(engine, velocity, which), picked);
        }

        private static Block pick(Engine engine, Block block, int[] which) {
            if (block.kind() == Kind.SHARED) {
                return block;
            }
            Block picked = engine.allocate(block.kind(), block.shape(), which.length);
            for (int i = 0; i < which.length; i++) {
                picked.copyExamples(i, block, which[i], 1);
            }
            return picked;
        }
    }

    /**
     * Losses at some points; the sum of their gradients is added to {@code gradient}. Examples whose loss is not finite are left out, and all of them
     * where the gradient of their sum is not finite: nothing but finite numbers is added.
     */
    public Sums differentiate(Points points, Block theta, FlatVector gradient) {
        Work work = new Work(points.x().examples(), 0, 0);
        GradientScratch own = scratch(gradient.length());
        Block losses = run(derivative, points, theta, own.sum());
        Sums all = sum(losses, work, work);
        boolean added = all.failed() == 0 && own.addTo(gradient);
        spare.push(own);
        if (all.failed() == 0) {
            return added ? all : Sums.NONE.failing(all.count()).with(work, work).advising(List.of(Failure.GRADIENT));
        }
        // What is not finite has spoilt the sum: once more without it.
        return all.count() == 0
                ? all
                : differentiate(points.pick(engine, finite(losses)), theta, gradient)
                        .plus(all.withoutSums());
    }

    /** Losses at some points. Examples whose loss is not finite are left out. */
    public Sums evaluate(Points points, Block theta) {
        return sum(run(value, points, theta, theta), new Work(points.x().examples(), 0, 0), Work.NONE);
    }

    private GradientScratch scratch(int length) {
        GradientScratch known = spare.poll();
        return known == null ? GradientScratch.of(engine, length) : known.cleared();
    }

    private Block run(Executable loss, Points points, Block theta, Block gradient) {
        int examples = points.x().examples();
        Block losses = engine.allocate(Kind.BATCHED, Shape.SCALAR, examples);
        List<Block> arguments = new ArrayList<>();
        for (Program.Input input : loss.program().arguments()) {
            arguments.add(argument(input.name(), points));
        }
        loss.run(arguments, theta, List.of(losses), gradient);
        return losses;
    }

    private Block argument(String name, Points points) {
        return switch (name) {
            case Net.STATE -> points.x();
            case Net.TIME -> points.t();
            case VELOCITY -> points.velocity();
            default -> name.equals(cotangent) ? ones(points.x().examples()) : condition(name, points);
        };
    }

    private static Block condition(String name, Points points) {
        Block given = points.conditions().get(name);
        if (given == null) {
            throw new IllegalArgumentException("conditions of a field: expected one named '" + name + "', got "
                    + points.conditions().keySet());
        }
        return given;
    }

    private Block ones(int examples) {
        Block ones = engine.allocate(Kind.BATCHED, Shape.SCALAR, examples);
        ones.fill(1);
        return ones;
    }

    private static Sums sum(Block losses, Work forward, Work backward) {
        MeasureSums sum = MeasureSums.none(Measure.MATCHING.name());
        int count = 0;
        for (int b = 0; b < losses.examples(); b++) {
            double loss = losses.get(b, 0);
            if (Double.isFinite(loss)) {
                sum = sum.plus(loss, 1);
                count++;
            }
        }
        int failed = losses.examples() - count;
        return new Sums(
                List.of(sum), count, failed, forward, backward, failed == 0 ? List.of() : List.of(Failure.NOT_FINITE));
    }

    private static int[] finite(Block losses) {
        return IntStream.range(0, losses.examples())
                .filter(b -> Double.isFinite(losses.get(b, 0)))
                .toArray();
    }
}
