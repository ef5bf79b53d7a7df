package io.tacit.core.layer;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.adjoint.DifferentiableSolver;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;

/**
 * The training loss of a {@link Cnf}, −log p(x) + penalties, and its derivative, for examples that solve together: a tile on the calling thread,
 * or a batch. Thread-safe.
 */
public final class CnfLoss {

    /** Name of −log p among the outputs of the loss. */
    private static final String NLL = "nll";

    private static final String LOSS = "loss";

    private final Engine engine;
    private final Cnf cnf;
    private final List<String> states;
    private final boolean probed;
    private final List<DifferentiableSolver> solvers = new ArrayList<>();
    private final Executable loss;
    private final ConcurrentLinkedDeque<Block> spare = new ConcurrentLinkedDeque<>();

    public CnfLoss(
            Engine engine, Cnf cnf, Divergence divergence, Penalties penalties, Solver<Ode> solver, Adjoint adjoint) {
        this.engine = engine;
        this.cnf = cnf;
        this.states = penalties.none() ? Dynamics.PLAIN : Dynamics.REGULARISED;
        this.probed = divergence instanceof Divergence.Hutchinson;
        for (Net field : cnf.fields()) {
            Program dynamics = cnf.placed(Dynamics.augmented(field, divergence, states));
            solvers.add(adjoint.on(engine, new Ode(dynamics, states), solver));
        }
        this.loss = engine.compile(lossProgram(cnf.dimension(), states, penalties));
    }

    /** ½|z|² + (d/2) ln 2π − logdet and, for training, the penalties; with the cotangents of the states for a loss of weight 1. */
    private static Program lossProgram(int dimension, List<String> states, Penalties penalties) {
        Program value = Program.of(g -> {
            Expr nll = BaseDensity.log(g.example(Net.STATE, dimension))
                    .negate()
                    .minus(g.example(Dynamics.LOG_DETERMINANT));
            Expr sum = nll;
            if (!penalties.none()) {
                sum = sum.plus(g.example(Dynamics.KINETIC).times(penalties.kineticEnergy()))
                        .plus(g.example(Dynamics.JACOBIAN).times(penalties.jacobianFrobenius()));
            }
            g.output(NLL, nll);
            g.output(LOSS, sum);
        });
        Program vjp = value.vjp(states.toArray(String[]::new));
        return Program.of(g -> {
            states.forEach(
                    s -> g.input(s, value.input(s).shape(), value.input(s).role()));
            Expr one = g.constant(1).spread();
            Expr zero = g.constant(0).spread();
            Map<String, Expr> bindings = Map.of(value.cotangentOf(LOSS), one, value.cotangentOf(NLL), zero);
            g.output(NLL, vjp.inline(g, bindings, NLL));
            states.stream()
                    .map(value::cotangentOf)
                    .forEach(adjoint ->
                            g.output(adjoint, vjp.inline(g, bindings, adjoint).spread()));
        });
    }

    /** Whether {@link #differentiate} takes a probe. */
    public boolean probed() {
        return probed;
    }

    /**
     * Losses of some examples; the sum of their gradients is added to {@code gradient}. Examples whose solve fails, or whose loss or gradient is not
     * finite, are left out, and with them those that share their steps where that is what failed: nothing but finite numbers is added.
     *
     * @param x examples, BATCHED [dimension]
     * @param probe ε of each example where {@link #probed}, the same for all fields; else empty
     */
    public TileLoss differentiate(Block x, List<Block> probe, Block theta, FlatVector gradient) {
        int examples = x.examples();
        FlowTrace trace = new FlowTrace(examples);
        List<Block> state = beginning(x);
        for (DifferentiableSolver solver : solvers) {
            Differentiable solved = solver.solve(new Problem(state, probe, theta, Span.of(0, cnf.t1()), SaveAt.end()));
            trace.add(solved);
            if (solved.solution().reports().stream().noneMatch(r -> r.outcome().succeeded())) {
                return TileLoss.none(examples, trace.forward(), Work.NONE, failures(trace, examples));
            }
            state = solved.solution().end();
        }
        return pullback(trace, state, theta, gradient);
    }

    private static List<String> failures(FlowTrace trace, int examples) {
        return IntStream.range(0, examples)
                .mapToObj(trace::failure)
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Block> beginning(Block x) {
        List<Block> state = new ArrayList<>(List.of(x));
        for (int i = 1; i < states.size(); i++) {
            state.add(engine.allocate(Kind.BATCHED, Shape.SCALAR, x.examples()));
        }
        return state;
    }

    private TileLoss pullback(FlowTrace trace, List<Block> end, Block theta, FlatVector gradient) {
        List<Block> results = losses(end, theta);
        List<Block> cotangents = results.subList(1, results.size());
        int examples = end.get(0).examples();
        List<String> advice = new ArrayList<>();
        double sum = 0;
        double squares = 0;
        for (int b = 0; b < examples; b++) {
            double nll = results.get(0).get(b, 0);
            Optional<String> failure = trace.failure(b)
                    .or(() -> Double.isFinite(nll) ? Optional.empty() : Optional.of(Failure.NOT_FINITE));
            if (failure.isPresent()) {
                advice.add(failure.get());
                clear(cotangents, b);
            } else {
                sum += nll;
                squares += nll * nll;
            }
        }
        int failed = advice.size();
        if (failed < examples) {
            Optional<String> failure = addGradient(trace, cotangents, gradient);
            if (failure.isPresent()) {
                return TileLoss.none(examples, trace.forward(), trace.backward(), List.of(failure.get()));
            }
        }
        return new TileLoss(sum, squares, examples - failed, failed, trace.forward(), trace.backward(), advice);
    }

    /** −log p of each example, then the cotangents of the states. */
    private List<Block> losses(List<Block> end, Block theta) {
        List<Block> results = new ArrayList<>();
        loss.program()
                .results()
                .forEach(o -> results.add(engine.allocate(
                        Kind.BATCHED, o.expr().shape(), end.get(0).examples())));
        loss.run(end, theta, results, theta);
        return results;
    }

    private static void clear(List<Block> blocks, int example) {
        for (Block block : blocks) {
            for (int i = 0; i < block.shape().size(); i++) {
                block.set(example, i, 0);
            }
        }
    }

    /** Adds the gradient, unless its computation fails: then says why. */
    private Optional<String> addGradient(FlowTrace trace, List<Block> cotangents, FlatVector gradient) {
        Block own = spare.poll();
        if (own == null) {
            own = engine.vector(FlatVector.zeros(engine.precision(), gradient.length()));
        }
        own.fill(0);
        Optional<String> failure = trace.pullback(cotangents, own);
        FlatVector part = own.toVector(engine.precision());
        spare.push(own);
        if (failure.isPresent() || part.firstNonFinite() >= 0) {
            return failure.or(() -> Optional.of(Failure.GRADIENT));
        }
        gradient.add(part.to(gradient.precision()));
        return Optional.empty();
    }
}
