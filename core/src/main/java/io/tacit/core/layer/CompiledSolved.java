package io.tacit.core.layer;

import io.tacit.core.adjoint.Cotangents;
import io.tacit.core.adjoint.Differentiable;
import io.tacit.core.adjoint.DifferentiableSolver;
import io.tacit.core.adjoint.Gradients;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A compiled {@link Solved}.
 *
 * @param plain solves where no derivative is wanted
 * @param differentiable solves where one is
 * @param activeStates names of initial states that have cotangents
 * @param activeConstants names of constants that have
 */
record CompiledSolved(
        Engine engine,
        Solved stage,
        Optional<Integrator> plain,
        Optional<DifferentiableSolver> differentiable,
        List<String> activeStates,
        List<String> activeConstants)
        implements CompiledChain.CompiledStage {

    static CompiledSolved of(CompiledChain.Compiler compiler, Solved stage, Activity activity) {
        Ode ode = new Ode(stage.field().program().withLayout(compiler.layout()), stage.states());
        List<String> constants =
                stage.constants().stream().filter(activity::isActive).toList();
        Solved.How how = stage.how();
        boolean differentiated = compiler.differentiates()
                && !(activity.of(stage).isEmpty()
                        && stage.field().program().params().isEmpty());
        return new CompiledSolved(
                compiler.engine(),
                stage,
                differentiated ? Optional.empty() : Optional.of(how.solver().on(compiler.engine(), ode)),
                differentiated
                        ? Optional.of(how.adjoint()
                                .on(compiler.engine(), ode, how.solver(), constants.toArray(String[]::new)))
                        : Optional.empty(),
                stage.states().stream().filter(activity::isActive).toList(),
                constants);
    }

    @Override
    public void pass(Environment values, Block theta, ChainTrace trace) {
        Problem problem = problem(values, theta);
        Optional<Differentiable> solved = differentiable.map(d -> d.solve(problem));
        Solution solution = solved.map(Differentiable::solution)
                .orElseGet(() -> plain.orElseThrow().solve(problem));
        trace.add(solution);
        for (int i = 0; i < stage.states().size(); i++) {
            String name = stage.states().get(i);
            values.put(name, solution.end().get(i));
            for (int k = 0; k < solution.saved().size(); k++) {
                values.put(Environment.element(name, k), solution.saved().get(k).get(i));
            }
        }
        solved.ifPresent(s -> trace.add((cotangents, gradient) -> back(s, trace, cotangents, gradient)));
    }

    private Problem problem(Environment values, Block theta) {
        List<Block> initial = stage.states().stream().map(values::get).toList();
        List<Block> constants = stage.constants().stream().map(values::get).toList();
        if (stage.extent().times().isEmpty()) {
            return new Problem(
                    initial, constants, theta, Span.of(0, stage.extent().end()), SaveAt.end());
        }
        double[][] times = times(values, stage.extent().times().get());
        return new Problem(initial, constants, theta, span(times), SaveAt.each(times));
    }

    /** The times that each example has. */
    private static double[][] times(Environment values, String series) {
        double[][] times = new double[values.examples()][values.steps()];
        for (int b = 0; b < times.length; b++) {
            int own = 0;
            for (int i = 0; i < values.steps(); i++) {
                if (values.get(Environment.element(Recurrent.ALIVE, i)).get(b, 0) > 0) {
                    times[b][own++] = values.get(Environment.element(series, i)).get(b, 0);
                }
            }
            times[b] = Arrays.copyOf(times[b], own);
        }
        return times;
    }

    private Span span(double[][] times) {
        double[] ends = Arrays.stream(times)
                .mapToDouble(row -> row.length == 0 ? 0 : row[row.length - 1])
                .toArray();
        return stage.how().solver().stepping() == Stepping.PER_EXAMPLE
                ? Span.each(new double[ends.length], ends)
                : Span.of(0, Arrays.stream(ends).max().orElse(0));
    }

    private void back(Differentiable solved, ChainTrace trace, CotangentSums cotangents, Block gradient) {
        Solution solution = solved.solution();
        List<List<Block>> saved = new ArrayList<>();
        boolean any = false;
        for (int k = 0; k < solution.saved().size(); k++) {
            List<Optional<Block>> at = taken(cotangents, k);
            any |= at.stream().anyMatch(Optional::isPresent);
            saved.add(blocks(at, solution));
        }
        List<Optional<Block>> end =
                stage.states().stream().map(cotangents::take).toList();
        if (!any && end.stream().allMatch(Optional::isEmpty)) {
            return;
        }
        Gradients gradients = solved.pullback(new Cotangents(blocks(end, solution), any ? saved : List.of()), gradient);
        trace.backward(solved);
        for (String name : activeStates) {
            cotangents.add(name, gradients.initial().get(stage.states().indexOf(name)));
        }
        for (int i = 0; i < activeConstants.size(); i++) {
            cotangents.add(activeConstants.get(i), gradients.constants().get(i));
        }
    }

    private List<Optional<Block>> taken(CotangentSums cotangents, int time) {
        return stage.states().stream()
                .map(s -> cotangents.take(Environment.element(s, time)))
                .toList();
    }

    private List<Block> blocks(List<Optional<Block>> given, Solution solution) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Block like = solution.end().get(i);
            blocks.add(given.get(i).orElseGet(() -> engine.allocate(Kind.BATCHED, like.shape(), like.examples())));
        }
        return blocks;
    }
}
