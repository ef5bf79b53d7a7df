package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Outcome;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Log-densities of examples under a {@link Cnf}. With the exact trace and {@code Stepping.PER_EXAMPLE} the number of a record is the same bit for
 * bit whichever others are solved beside it. Thread-safe.
 */
public final class CnfDensity {

    private final Engine engine;
    private final Cnf cnf;
    private final List<Integrator> integrators = new ArrayList<>();
    private final Executable base;

    public CnfDensity(Engine engine, Cnf cnf, Divergence divergence, Solver<Ode> solver) {
        this.engine = engine;
        this.cnf = cnf;
        for (Net field : cnf.fields()) {
            Program dynamics = cnf.placed(Dynamics.augmented(field, divergence, Dynamics.PLAIN));
            integrators.add(solver.on(engine, new Ode(dynamics, Dynamics.PLAIN)));
        }
        this.base = engine.compile(Program.trace(
                g -> BaseDensity.log(g.example(Net.STATE, cnf.dimension())).plus(g.example(Dynamics.LOG_DETERMINANT))));
    }

    /**
     * What is known of some examples.
     *
     * @param logDensity log p(x) in nats, BATCHED scalar; not a number where the solve failed, infinite where it is beyond the precision
     * @param latent z(t₁)
     * @param reports of each field's solve, for each example
     * @param work of all solves, summed over the examples
     */
    public record Densities(Block logDensity, Block latent, List<List<Report>> reports, Work work) {

        /** Why the density of an example is not to be used, and what to do; empty where it is. */
        public Optional<String> advice(int example) {
            Outcome outcome = report(example).outcome();
            if (!outcome.succeeded()) {
                return Optional.of(outcome.advice());
            }
            return Double.isFinite(logDensity.get(example, 0)) ? Optional.empty() : Optional.of(Failure.NOT_FINITE);
        }

        /** The report of the first solve of an example that failed, or of its last. */
        public Report report(int example) {
            return reports.stream()
                    .map(r -> r.get(example))
                    .filter(r -> !r.outcome().succeeded())
                    .findFirst()
                    .orElseGet(() -> reports.get(reports.size() - 1).get(example));
        }
    }

    /**
     * Log-densities of x.
     *
     * @param probe ε of each example with a Hutchinson divergence, else empty
     */
    public Densities of(Block x, List<Block> probe, Block theta) {
        List<Block> state = List.of(x, engine.allocate(Kind.BATCHED, Shape.SCALAR, x.examples()));
        List<List<Report>> reports = new ArrayList<>();
        Work work = Work.NONE;
        for (Integrator integrator : integrators) {
            Solution solution = integrator.solve(new Problem(state, probe, theta, Span.of(0, cnf.t1()), SaveAt.end()));
            reports.add(perExample(solution, x.examples()));
            work = work.plus(solution.workOf(x.examples()));
            state = solution.end();
        }
        Block logDensity = engine.allocate(Kind.BATCHED, Shape.SCALAR, x.examples());
        base.run(state, theta, List.of(logDensity), theta);
        Densities densities = new Densities(logDensity, state.get(0), reports, work);
        for (int b = 0; b < x.examples(); b++) {
            if (!densities.report(b).outcome().succeeded()) {
                logDensity.set(b, 0, Double.NaN);
            }
        }
        return densities;
    }

    private static List<Report> perExample(Solution solution, int examples) {
        List<Report> reports = new ArrayList<>(examples);
        for (int b = 0; b < examples; b++) {
            reports.add(solution.report(b));
        }
        return reports;
    }
}
