package io.tacit.spark.model;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Examples;

/** A model whose objective is the negative log-likelihood of a density, which can also be asked and drawn from. */
public interface DensityModel extends Model {

    /** log p of each record in nats, in the units of the records; NaN where its solve failed. */
    double[] logDensity(Examples records, FlatVector theta);

    /**
     * The samples with numbers {@code first, ..., first + count - 1}, one after the other. A sample depends on its number
     * and the key alone.
     */
    float[] sample(long first, int count, FlatVector theta, RandomKey key);
}
