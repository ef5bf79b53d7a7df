package io.tacit.core.train;

import io.tacit.core.layer.ChainBuilder;
import io.tacit.core.nn.Dense;
import io.tacit.core.nn.Net;
import io.tacit.core.nn.Scope;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.List;

/** The usual ends of models: a class, numbers, or numbers with their uncertainty, from the value of a body. */
public final class Heads {

    /** Name of the parameters of all heads. */
    private static final String NAME = "head";

    /** Name of the output that tells the class, from 0, or the numbers. */
    public static final String PREDICTION = "prediction";

    /** Name of the output with the probability of each class. */
    public static final String PROBABILITY = "probability";

    /** Name of the output with the standard deviation of each number. */
    public static final String DEVIATION = "deviation";

    /** ½ ln 2π. */
    private static final double HALF_LOG_TAU = 0.5 * StrictMath.log(2 * Math.PI);

    private static final Measure CROSS_ENTROPY = Measure.lower("crossEntropy", "nats");
    private static final Measure ACCURACY = Measure.higher("accuracy", "");
    private static final Measure RMSE = Measure.lower("rmse", "").shown(Measure.Shown.ROOT_OF_MEAN);
    private static final Measure MAE = Measure.lower("mae", "");

    private Heads() {}

    /** What of the distribution of numbers is told. */
    public enum Of {
        /** The mean, by squared errors. */
        MEAN,
        /** The median, by absolute errors. */
        MEDIAN,
        /** Mean and standard deviation of a normal distribution, by its likelihood. */
        GAUSSIAN
    }

    /**
     * One of several classes: logits W v + b, their cross-entropy {@code −log softmax(logits)[label]} in nats, and the accuracy. The class told is the likeliest, the
     * first of those that are equally likely. A record whose label is no class does not count.
     *
     * @param value shape of the body's value, whose places are all read
     * @param label field with the number of the class
     */
    public static Head classes(Shape value, String label, int classes) {
        Net net = Net.traced(NAME, scope -> {
            Graph g = scope.graph();
            Expr logits = Dense.of(classes).apply(scope, flat(g, value));
            Expr y = g.example(label);
            Expr numbers = g.constant(Shape.of(classes), numbers(classes));
            Expr isLabel = numbers.equal(y.broadcast(numbers.shape()));
            // A number that is no class has no entropy: its record does not count.
            Expr entropy = isLabel.sum()
                    .where(
                            logits.logSumExp(0).minus(isLabel.times(logits).sum()),
                            logits.max().like(Double.NaN));
            Expr isTop = logits.equal(logits.max().broadcast(numbers.shape()));
            Expr first = isTop.where(numbers, numbers.like(classes)).min();
            g.output(Head.LOSS, entropy);
            g.output(CROSS_ENTROPY.name(), entropy);
            g.output(ACCURACY.name(), first.equal(y));
            g.output(PREDICTION, first);
            g.output(PROBABILITY, logits.softmax(0));
        });
        return new Head(net, List.of(CROSS_ENTROPY, ACCURACY));
    }

    private static double[] numbers(int classes) {
        double[] numbers = new double[classes];
        for (int k = 0; k < classes; k++) {
            numbers[k] = k;
        }
        return numbers;
    }

    private static Expr flat(Graph g, Shape value) {
        Expr v = g.input(ChainBuilder.VALUE, value, Role.EXAMPLE);
        return value.rank() == 1 ? v : v.reshape(value.size());
    }

    /**
     * Numbers: W v + b, and for a normal distribution the logarithm of each deviation beside it.
     *
     * @param value shape of the body's value, whose places are all read
     * @param targets field with the numbers, of shape {@code [count]}
     */
    public static Head numbers(Shape value, String targets, int count, Of what) {
        Net net = Net.traced(NAME, scope -> {
            Graph g = scope.graph();
            Expr y = g.example(targets, count);
            Told told = Told.of(scope, flat(g, value), count, what);
            Expr error = y.minus(told.mean);
            g.output(Head.LOSS, told.loss(error).mean());
            if (what == Of.GAUSSIAN) {
                g.output(Measure.NLL.name(), told.loss(error).sum());
                g.output(DEVIATION, told.deviation());
            }
            g.output(RMSE.name(), error.square().mean());
            g.output(MAE.name(), error.abs().mean());
            g.output(PREDICTION, told.mean);
        });
        return new Head(net, measures(what));
    }

    private static List<Measure> measures(Of what) {
        return switch (what) {
            case MEAN -> List.of(RMSE, MAE);
            case MEDIAN -> List.of(MAE, RMSE);
            case GAUSSIAN -> List.of(Measure.NLL, RMSE, MAE);
        };
    }

    /**
     * What is told of numbers.
     *
     * @param logDeviation of each; 0 where none is told
     */
    record Told(Expr mean, Expr logDeviation, Of what) {

        static Told of(Scope scope, Expr value, int count, Of what) {
            Expr mean = Dense.of(count).apply(scope.child("mean"), value);
            Expr logDeviation =
                    what == Of.GAUSSIAN ? Dense.of(count).apply(scope.child("logDeviation"), value) : mean.like(0);
            return new Told(mean, logDeviation, what);
        }

        Expr deviation() {
            return logDeviation.exp();
        }

        /** The loss of each number. */
        Expr loss(Expr error) {
            return switch (what) {
                case MEAN -> error.square();
                case MEDIAN -> error.abs();
                case GAUSSIAN ->
                    error.over(deviation())
                            .square()
                            .times(0.5)
                            .plus(logDeviation)
                            .plus(HALF_LOG_TAU);
            };
        }
    }

    /**
     * The end of a model of series behind a {@link Forecast}: means over the numbers that were told.
     *
     * @param what as of the forecast
     */
    public static Head forecasts(Of what) {
        Net net = Net.traced(NAME, scope -> {
            Graph g = scope.graph();
            Expr count = g.example(Forecast.COUNT);
            Expr some = count.max(count.like(1));
            g.output(Head.LOSS, g.example(Forecast.LOSS).over(some));
            if (what == Of.GAUSSIAN) {
                weighted(g, Measure.NLL, g.example(Forecast.LOSS), count);
            }
            weighted(g, RMSE, g.example(Forecast.SQUARES), count);
            weighted(g, MAE, g.example(Forecast.ABSOLUTE), count);
        });
        return new Head(net, measures(what));
    }

    private static void weighted(Graph g, Measure measure, Expr sum, Expr count) {
        g.output(measure.name(), sum);
        g.output(Head.weight(measure), count);
    }
}
