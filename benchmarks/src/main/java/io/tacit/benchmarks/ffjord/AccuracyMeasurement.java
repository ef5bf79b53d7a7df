package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.io.TensorFile;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The gradient of the first step against the same one in float64 at a tight tolerance.
 *
 * @param export where to write the problem with the tight gradient, for others to compare with
 */
record AccuracyMeasurement(Optional<Path> export) implements Measurement {

    private static final double TIGHT = 1e-8;

    @Override
    public Line measure(Setting setting) {
        Line line = setting.line();
        try (Engine engine = setting.engine()) {
            Training training = new Training(engine, setting.workload(), setting.method());
            Training.Gradient own = training.gradient();
            FlatVector gradient = own.vector();
            double examples = own.evaluation().count();
            FlatVector reference = reference(setting);
            export.ifPresent(file -> write(training.problem(reference), file));
            return line.exact("reference_tol", TIGHT)
                    .put("reference", "float64, ND4J")
                    .put("nfe_forward", own.evaluation().forward().evaluations() / examples, 2)
                    .put("nfe_backward", own.evaluation().backward().evaluations() / examples, 2)
                    .exact("cosine", cosine(gradient, reference))
                    .exact("relative_difference", relativeDifference(gradient, reference))
                    .putAll(Environment.describe(engine.info()));
        }
    }

    private static FlatVector reference(Setting setting) {
        Method tight = new Method(Pid.of(TIGHT, TIGHT), Stepping.PER_TILE, new Checkpointed());
        try (Engine exact = Engines.named("nd4j", Precision.FLOAT64, setting.threads())) {
            return new Training(exact, setting.workload(), tight).gradient().vector();
        }
    }

    private static void write(TensorFile problem, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            SafeTensors.write(problem, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double cosine(FlatVector a, FlatVector b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    /** |a − b| / |b|. */
    private static double relativeDifference(FlatVector a, FlatVector b) {
        double sum = 0;
        for (int i = 0; i < a.length(); i++) {
            sum += (a.get(i) - b.get(i)) * (a.get(i) - b.get(i));
        }
        return Math.sqrt(sum / dot(b, b));
    }

    private static double dot(FlatVector a, FlatVector b) {
        double sum = 0;
        for (int i = 0; i < a.length(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }
}
