package io.tacit.spark.model;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;

/** {@code (wᵀx + b - y)² / 2} of records (x, y), with θ = (w, b): an objective that needs no engine. */
public record LinearRegression(int features, Precision precision) implements Model, Objective {

    public static ModelFactory factory(int features, Precision precision) {
        return engine -> new LinearRegression(features, precision);
    }

    @Override
    public Objective objective() {
        return this;
    }

    @Override
    public FlatVector initialTheta(RandomKey key) {
        FlatVector theta = FlatVector.zeros(precision, layout().size());
        for (int i = 0; i < theta.length(); i++) {
            theta.set(i, key.gaussian(i));
        }
        return theta;
    }

    @Override
    public ParamLayout layout() {
        return ParamLayout.builder().add("w", features).add("b").build();
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        for (int i = 0; i < examples.count(); i++) {
            double residual = residual(examples, i, theta);
            for (int j = 0; j < features; j++) {
                gradient.set(j, gradient.get(j) + residual * x(examples, i, j));
            }
            gradient.set(features, gradient.get(features) + residual);
        }
        return evaluate(examples, theta, key);
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < examples.count(); i++) {
            double residual = residual(examples, i, theta);
            sum += residual * residual / 2;
            squares += Math.pow(residual, 4) / 4;
        }
        return Sums.ofLoss(sum, squares, examples.count());
    }

    private double residual(Examples examples, int i, FlatVector theta) {
        double sum = theta.get(features) - x(examples, i, features);
        for (int j = 0; j < features; j++) {
            sum += theta.get(j) * x(examples, i, j);
        }
        return sum;
    }

    private static double x(Examples examples, int i, int column) {
        return examples.rows()[i * examples.dim() + column];
    }
}
