package io.tacit.core.train;

import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import java.util.Map;

/**
 * The points at which the records of a batch are matched. Of a record's stream, numbers 0 … d − 1 are its noise z, number d is its time, the d after
 * it are ε, and the last one chooses among partners.
 */
final class Draws {

    private final Engine engine;
    private final Matching how;
    private final double t1;
    private final Examples examples;
    private final Column rows;
    private final int dim;
    private final RandomKey key;

    /** The noise of each record where records are coupled; else empty. */
    private final double[] coupled;

    Draws(Engine engine, Matching how, double t1, Examples examples, RandomKey key) {
        this.engine = engine;
        this.how = how;
        this.t1 = t1;
        this.examples = examples;
        this.rows = examples.column(Examples.ROW);
        this.dim = rows.field().size();
        this.key = key;
        this.coupled = how.coupling() instanceof Coupling.Independent ? new double[0] : couple();
    }

    int count() {
        return examples.count();
    }

    /** Those of {@code count} records from {@code first} on. */
    MatchingLoss.Points points(int first, int count) {
        int d = dim;
        Drawn drawn = new Drawn(new double[count * d], new double[count], new double[count * d], new double[d]);
        draw(first, drawn);
        return new MatchingLoss.Points(
                block(drawn.x, Shape.of(d), count),
                block(drawn.times, Shape.SCALAR, count),
                block(drawn.velocity, Shape.of(d), count),
                Map.of());
    }

    /** What is being drawn; {@code noise} is that of one record. */
    private record Drawn(double[] x, double[] times, double[] velocity, double[] noise) {}

    private void draw(int first, Drawn drawn) {
        for (int b = 0; b < drawn.times.length; b++) {
            draw(first + b, drawn, b);
        }
    }

    private void draw(int record, Drawn drawn, int b) {
        int d = dim;
        double[] noise = drawn.noise;
        RandomKey own = key(record);
        noise(own, record, noise);
        double s = how.times().draw(own, d);
        drawn.times[b] = s * t1;
        double data = how.path().data(s);
        double share = how.path().noise(s);
        double dataRate = how.path().dataRate(s) / t1;
        double noiseRate = how.path().noiseRate(s) / t1;
        for (int i = 0; i < d; i++) {
            double value = rows.get(record, i);
            drawn.x[b * d + i] = data * value + share * noise[i] + blur(own, i);
            drawn.velocity[b * d + i] = dataRate * value + noiseRate * noise[i];
        }
    }

    private RandomKey key(int record) {
        return key.with(examples.ids()[record]);
    }

    private void noise(RandomKey own, int record, double[] target) {
        if (coupled.length == 0) {
            own.fillGaussian(target, 0, target.length);
        } else {
            System.arraycopy(coupled, record * target.length, target, 0, target.length);
        }
    }

    /** σ ε. */
    private double blur(RandomKey own, int i) {
        double sigma = how.path().sigma();
        return sigma == 0 ? 0 : sigma * own.gaussian(dim + 1 + i);
    }

    private Block block(double[] values, Shape shape, int count) {
        Block block = engine.allocate(Kind.BATCHED, shape, count);
        block.load(FlatVector.of(values), 0);
        return block;
    }

    /** Pairs noise with records, group by group. */
    private double[] couple() {
        int group = how.coupling().group();
        int groups = (int) (((long) count() + group - 1) / group);
        double[] noise = new double[rows.values().length()];
        engine.parallel(groups, g -> couple(g * group, Math.min(group, count() - g * group), noise));
        return noise;
    }

    private void couple(int first, int count, double[] target) {
        int d = dim;
        double[] noise = new double[count * d];
        double[] chance = new double[count];
        for (int b = 0; b < count; b++) {
            RandomKey own = key(first + b);
            own.fillGaussian(noise, b * d, d);
            chance[b] = own.uniform(2L * d + 1);
        }
        int[] partners = how.coupling().partners(costs(first, noise), chance);
        for (int b = 0; b < count; b++) {
            System.arraycopy(noise, partners[b] * d, target, (first + b) * d, d);
        }
    }

    /** |x − z|² of each record, a row, and each noise. */
    private double[][] costs(int first, double[] noise) {
        int d = dim;
        int count = noise.length / d;
        double[][] costs = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    double apart = rows.get(first + i, k) - noise[j * d + k];
                    sum += apart * apart;
                }
                costs[i][j] = sum;
            }
        }
        return costs;
    }
}
