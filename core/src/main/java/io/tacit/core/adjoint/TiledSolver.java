package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Tiles;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets each tile solve by itself on the engine's threads. A problem of one tile runs on the calling thread and is not copied.
 *
 * @param alone solves a problem of one tile
 * @param each solves one of several tiles
 */
record TiledSolver(Engine engine, DifferentiableSolver alone, DifferentiableSolver each)
        implements DifferentiableSolver {

    /** Partial sums of the gradient: fixed, so that its bits do not depend on the number of threads. */
    private static final int PARTIAL_SUMS = 8;

    @Override
    public Differentiable solve(Problem problem) {
        Tiles tiles = Tiles.of(engine, problem.examples());
        if (tiles.count() == 1) {
            return alone.solve(problem);
        }
        Differentiable[] parts = new Differentiable[tiles.count()];
        engine.parallel(parts.length, i -> parts[i] = each.solve(tiles.problem(problem, i)));
        Solution solution =
                tiles.join(Arrays.stream(parts).map(Differentiable::solution).toList());
        return new Tiled(engine, problem, tiles, List.of(parts), solution);
    }

    private record Tiled(Engine engine, Problem problem, Tiles tiles, List<Differentiable> parts, Solution solution)
            implements Differentiable {

        @Override
        public Gradients pullback(Cotangents cotangents, Block gradient) {
            cotangents.requireFits(solution, problem.theta(), gradient);
            Gradients[] pulled = new Gradients[parts.size()];
            List<Block> sums = new ArrayList<>();
            for (int i = 0; i < Math.min(PARTIAL_SUMS, pulled.length); i++) {
                sums.add(engine.allocate(Kind.SHARED, gradient.shape(), 1));
            }
            engine.parallel(sums.size(), sum -> {
                for (int i = sum; i < pulled.length; i += sums.size()) {
                    pulled[i] = parts.get(i).pullback(cut(cotangents, i), sums.get(sum));
                }
            });
            add(sums, gradient);
            List<Gradients> all = List.of(pulled);
            return new Gradients(
                    tiles.merge(all.stream().map(Gradients::initial).toList()),
                    tiles.merge(all.stream().map(Gradients::constants).toList()),
                    TimeGradients.join(all.stream().map(Gradients::times).toList(), problem));
        }

        private Cotangents cut(Cotangents whole, int piece) {
            return new Cotangents(
                    tiles.cut(whole.end(), piece),
                    whole.saved().stream().map(s -> tiles.cut(s, piece)).toList());
        }

        private void add(List<Block> sums, Block gradient) {
            FlatVector total = gradient.toVector(engine.precision());
            for (Block sum : sums) {
                FlatVector part = sum.toVector(engine.precision());
                for (int i = 0; i < total.length(); i++) {
                    total.set(i, total.get(i) + part.get(i));
                }
            }
            gradient.load(total, 0);
        }

        @Override
        public Report backward() {
            List<Report> reports = parts.stream().map(Differentiable::backward).toList();
            Outcome outcome = reports.stream()
                    .map(Report::outcome)
                    .filter(o -> !o.succeeded())
                    .findFirst()
                    .orElse(new Outcome.Success());
            return new Report(outcome, reports.stream().map(Report::work).reduce(Work.NONE, Work::plus));
        }
    }
}
