package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.nn.Net;
import io.tacit.core.solve.Integrator;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.SaveAt;
import io.tacit.core.solve.Solution;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Span;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.List;

/** Carries points of the base density back to the data, x = z(0) from z(t₁): fields in reverse order, time backwards. Thread-safe. */
public final class CnfSampler {

    private final Cnf cnf;
    private final List<Integrator> integrators = new ArrayList<>();

    public CnfSampler(Engine engine, Cnf cnf, Solver<Ode> solver) {
        this.cnf = cnf;
        for (Net field : cnf.fields()) {
            integrators.add(0, solver.on(engine, Ode.of(cnf.placed(field.program()), Net.STATE)));
        }
    }

    /**
     * Points where latent ones came from.
     *
     * @param x the points; not a number where the solve failed
     * @param reports for each example, of its first solve that failed, or of its last
     */
    public record Samples(Block x, List<Report> reports) {}

    /** x for each latent z(t₁), BATCHED [dimension]; standard normal z give samples of the model. */
    public Samples from(Block latent, Block theta) {
        Block z = latent;
        List<Solution> solutions = new ArrayList<>();
        for (Integrator integrator : integrators) {
            Solution solution =
                    integrator.solve(new Problem(List.of(z), List.of(), theta, Span.of(cnf.t1(), 0), SaveAt.end()));
            z = solution.end().get(0);
            solutions.add(solution);
        }
        List<Report> reports = new ArrayList<>();
        for (int b = 0; b < latent.examples(); b++) {
            Report report = report(solutions, b);
            reports.add(report);
            if (!report.outcome().succeeded()) {
                for (int i = 0; i < cnf.dimension(); i++) {
                    z.set(b, i, Double.NaN);
                }
            }
        }
        return new Samples(z, reports);
    }

    private static Report report(List<Solution> solutions, int example) {
        return solutions.stream()
                .map(s -> s.report(example))
                .filter(r -> !r.outcome().succeeded())
                .findFirst()
                .orElseGet(() -> solutions.get(solutions.size() - 1).report(example));
    }
}
