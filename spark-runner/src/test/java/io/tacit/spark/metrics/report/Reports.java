package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.Rounds;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.report.ReportData.Column;
import io.tacit.spark.metrics.report.ReportData.Fact;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Reports of a run that did not happen, for tests and to look at. */
final class Reports {

    static final String SHA = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private Reports() {}

    /** Four columns with some structure; samples a little off the data. */
    static ReportData flights(List<Column> columns) {
        Points data = cloud(20_000, 1, 0);
        Points samples = cloud(20_000, 2, 0.12);
        return new ReportData(
                "Flights of 2001, continuous normalizing flow",
                Instant.parse("2024-05-01T14:03:00Z"),
                result(),
                "kept: the model of the last round, 60, with a validation NLL of 3.5040 nats",
                Rounds.run(60),
                ColumnMarginal.all(columns, data, samples),
                "Drawn are 20,000 held-out records, called data, and as many samples.",
                PairMarginal.all(columns, data, samples),
                "6 of 21 pairs, those with most mutual information; 15 are left out.",
                Optional.of(Calibration.of(logs(9_000, 3, 0.0), logs(9_000, 4, 0.1))),
                List.of(
                        new Fact("cnf.hidden", "64, 64, 64"),
                        new Fact("solver.method", "dopri5"),
                        new Fact("solver.rtol", "1e-4"),
                        new Fact("train.rounds", "60"),
                        new Fact("optimizer", "Adam, cosine from 2e-3, warm-up 200 steps")),
                List.of(new Fact("solver.atol", "1e-4"), new Fact("training.patience", "not set")),
                List.of(
                        new Fact("machine", "2 cores, Linux amd64"),
                        new Fact("Java", "17.0.15"),
                        new Fact("Spark", "4.1.0, local[*]"),
                        new Fact("engine", "cpu, 512-bit Vector API, tiles of 64")));
    }

    /** The same after other rounds. */
    static ReportData withRounds(ReportData data, List<RoundRecord> rounds) {
        return new ReportData(
                data.title(),
                data.written(),
                data.result(),
                data.kept(),
                rounds,
                data.columns(),
                data.pointsNote(),
                data.pairs(),
                data.pairsNote(),
                data.calibration(),
                data.configuration(),
                data.defaults(),
                data.environment());
    }

    static List<Column> plainColumns() {
        return List.of(
                new Column("time of day", "h"),
                new Column("delay", "min"),
                new Column("distance", "miles"),
                new Column("latitude", "°"));
    }

    static RunResult result() {
        Nll heldOut = nll(3.504, 0.018);
        return new RunResult(
                "completed",
                SHA,
                4,
                Optional.of(heldOut),
                List.of(
                        new Baseline("Gaussian, full covariance", nll(9.602, 0.021)),
                        new Baseline("mixture of 32 Gaussians", nll(4.731, 0.024))),
                List.of(),
                new Totals(60, 4_800_000, 114.2),
                new ErrorBudget(OptionalDouble.of(0.0021), OptionalDouble.of(-0.00004), OptionalDouble.empty()),
                Optional.of("out/flights/model"),
                Optional.of("out/flights/report.html"));
    }

    private static Nll nll(double mean, double standardError) {
        return Nll.shifted(new Estimate(mean, standardError, 18_000), -11.2);
    }

    private static Points cloud(int count, long seed, double blur) {
        RandomGenerator random = new Random(seed);
        double[] values = new double[4 * count];
        for (int i = 0; i < count; i++) {
            double hour = 5 + 18 * Math.pow(random.nextDouble(), 0.8) + blur * random.nextGaussian();
            double delay = -8
                    + (hour - 5) * 0.6
                    + 9 * random.nextGaussian()
                    + (random.nextDouble() < 0.15 ? 60 * -Math.log(random.nextDouble()) : 0);
            double turn = 2 * Math.PI * random.nextDouble();
            double distance = 1_200 + 700 * Math.cos(turn) + (60 + 900 * blur) * random.nextGaussian();
            double latitude = 36 + 7 * Math.sin(turn) + (0.5 + 5 * blur) * random.nextGaussian();
            System.arraycopy(new double[] {hour, delay, distance, latitude}, 0, values, 4 * i, 4);
        }
        return Points.of(4, values);
    }

    private static double[] logs(int count, long seed, double shift) {
        Random random = new Random(seed);
        double[] logs = new double[count];
        Arrays.setAll(logs, i -> shift - 2.2 + Math.log(random.nextDouble()) + 0.6 * random.nextGaussian());
        return logs;
    }
}
