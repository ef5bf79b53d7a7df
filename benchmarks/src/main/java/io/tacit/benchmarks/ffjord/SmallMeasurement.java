package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.Times;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import java.util.List;

/** One evaluation of a field from 2 over 64 and 64 to 2 for 16 examples: what an operation costs where there is hardly any work in it. */
final class SmallMeasurement implements Measurement {

    private static final int EXAMPLES = 16;
    private static final int EVALUATIONS = 1000;

    @Override
    public Line measure(Setting setting) {
        Workload small = new Workload(2, 64, 2, EXAMPLES, 1, Workload.Beginning.UNIFORM);
        try (Engine engine = setting.engine()) {
            Net field = small.cnf().fields().get(0);
            Executable evaluation = engine.compile(field.program());
            Block theta = engine.vector(field.initial(engine.precision(), RandomKey.of(0)));
            Block z = engine.allocate(Kind.BATCHED, Shape.of(2), EXAMPLES);
            z.fill(0.5);
            Block dz = engine.allocate(Kind.BATCHED, Shape.of(2), EXAMPLES);
            List<Block> arguments = List.of(z, engine.allocate(Kind.SHARED, Shape.SCALAR, 1));
            List<Block> results = List.of(dz);
            Times times = Times.of(new Times.WarmUp(100, setting.warmUp().seconds()), 100, () -> {
                for (int i = 0; i < EVALUATIONS; i++) {
                    evaluation.run(arguments, theta, results, theta);
                }
            });
            return new Line()
                    .put("field", "2-64-64-2")
                    .put("examples", EXAMPLES)
                    .put("us_per_evaluation", times.medianMillis() * 1e3 / EVALUATIONS, 3)
                    .put("us_min", times.leastMillis() * 1e3 / EVALUATIONS, 3)
                    .putAll(Environment.describe(engine.info()));
        }
    }
}
