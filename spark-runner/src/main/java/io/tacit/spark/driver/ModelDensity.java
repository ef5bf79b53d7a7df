package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.Scores;
import io.tacit.spark.data.Scores.Kind;
import io.tacit.spark.model.ModelRecipe;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The density of a trained model, wherever a record lies: finite where a double can hold it, else −∞. Records that single
 * precision overflows on or cannot solve, which are few, are solved again in double precision, together. Tasks share the model of their process.
 *
 * @param dimension numbers in a record
 */
record ModelDensity(ModelRecipe recipe, FlatVector theta, int dimension) implements LogDensity, LogDensity.Source {

    @Override
    public LogDensity open() {
        return this;
    }

    @Override
    public Scores of(double[] rows, int n) {
        double[] logDensity = recipe.density().logDensity(FlatVector.of(Arrays.copyOf(rows, n * dimension)), theta);
        Kind[] kinds = new Kind[n];
        Arrays.setAll(kinds, i -> kind(logDensity[i], Kind.FINITE));
        if (recipe.engine().precision() != Precision.FLOAT64) {
            int[] far = IntStream.range(0, n)
                    .filter(i -> kinds[i] != Kind.FINITE && isFinite(rows, i))
                    .toArray();
            double[] again = solvedInDouble(rows, far);
            for (int i = 0; i < far.length; i++) {
                logDensity[far[i]] = again[i];
                kinds[far[i]] = kind(again[i], Kind.IN_DOUBLE);
            }
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(logDensity[i])) {
                logDensity[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return new Scores(logDensity, kinds);
    }

    private static Kind kind(double logDensity, Kind whereFinite) {
        return Double.isFinite(logDensity) ? whereFinite : Double.isNaN(logDensity) ? Kind.UNSOLVED : Kind.BEYOND;
    }

    private boolean isFinite(double[] rows, int record) {
        return IntStream.range(record * dimension, (record + 1) * dimension).allMatch(i -> Double.isFinite(rows[i]));
    }

    private double[] solvedInDouble(double[] rows, int[] far) {
        if (far.length == 0) {
            return new double[0]; // or the model would be compiled for float64
        }
        double[] picked = new double[far.length * dimension];
        for (int i = 0; i < far.length; i++) {
            System.arraycopy(rows, far[i] * dimension, picked, i * dimension, dimension);
        }
        return recipe.inDouble().density().logDensity(FlatVector.of(picked), theta.to(Precision.FLOAT64));
    }
}
