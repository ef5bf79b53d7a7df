package io.tacit.core.layer;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Cotangents;
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
import io.tacit.core.solve.Report;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.OdeSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    public CnfLoss(
            Engine engine, Cnf cnf, Divergence divergence, Penalties penalties, OdeSolver solver, Adjoint adjoint) {
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
            Map<String, Expr> bindings = Map.of("adj." + LOSS, one, "adj." + NLL, zero);
            g.output(NLL, vjp.inline(g, bindings, NLL));
            states.forEach(s ->
                    g.output("adj." + s, vjp.inline(g, bindings, "adj." + s).spread()));
        });
    }

    /** Whether {@link #differentiate} takes a probe. */
    public boolean probed() {
        return probed;
    }

    /**
     * Losses of some examples; the sum of their gradients is added to {@code gradient}, unless one of their solves fails: then those that share its
     * steps are left out.
     *
     * @param x examples, BATCHED [dimension]
     * @param probe ε of each example where {@link #probed}, the same for all fields; else empty
     */
    public TileLoss differentiate(Block x, List<Block> probe, Block theta, Block gradient) {
        List<Differentiable> passed = new ArrayList<>();
        List<Block> state = beginning(x);
        Work forward = Work.NONE;
        for (DifferentiableSolver solver : solvers) {
            Differentiable solved = solver.solve(new Problem(state, probe, theta, Span.of(0, cnf.t1()), SaveAt.end()));
            forward = forward.plus(TileLoss.of(solved.solution(), x.examples()));
            if (!solved.solution().succeeded()) {
                return failure(solved.solution().reports(), x.examples(), forward);
            }
            passed.add(solved);
            state = solved.solution().end();
        }
        return pullback(passed, state, theta, gradient, forward);
    }

    private List<Block> beginning(Block x) {
        List<Block> state = new ArrayList<>(List.of(x));
        for (int i = 1; i < states.size(); i++) {
            state.add(engine.allocate(Kind.BATCHED, Shape.SCALAR, x.examples()));
        }
        return state;
    }

    private static TileLoss failure(List<Report> reports, int examples, Work forward) {
        List<String> advice = reports.stream()
                .filter(r -> !r.outcome().succeeded())
                .map(r -> r.outcome().advice())
                .distinct()
                .toList();
        return new TileLoss(0, 0, 0, examples, forward, Work.NONE, advice);
    }

    private TileLoss pullback(List<Differentiable> passed, List<Block> end, Block theta, Block gradient, Work forward) {
        int examples = end.get(0).examples();
        List<Block> results = new ArrayList<>();
        loss.program()
                .results()
                .forEach(o -> results.add(engine.allocate(Kind.BATCHED, o.expr().shape(), examples)));
        loss.run(end, theta, results, gradient);
        Block nll = results.get(0);
        double sum = 0;
        double squares = 0;
        for (int b = 0; b < examples; b++) {
            sum += nll.get(b, 0);
            squares += nll.get(b, 0) * nll.get(b, 0);
        }
        if (!Double.isFinite(sum)) {
            return new TileLoss(0, 0, 0, examples, forward, Work.NONE, List.of(Failure.NOT_FINITE));
        }
        List<Block> cotangents = results.subList(1, results.size());
        Work backward = Work.NONE;
        for (int i = passed.size() - 1; i >= 0; i--) {
            cotangents = passed.get(i)
                    .pullback(Cotangents.ofEnd(cotangents), gradient)
                    .initial();
            Report report = passed.get(i).backward();
            backward = backward.plus(TileLoss.times(report.work(), examples));
            if (!report.outcome().succeeded()) {
                return new TileLoss(
                        0,
                        0,
                        0,
                        examples,
                        forward,
                        backward,
                        List.of(report.outcome().advice()));
            }
        }
        return new TileLoss(sum, squares, examples, 0, forward, backward, List.of());
    }
}
