package io.tacit.spark.model;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;

/** A model whose objective is the negative log-likelihood of a density, which can also be asked and drawn from. */
public interface DensityModel extends Model {

    /**
     * log p of each record in nats, in the units of the records: NaN where its solve failed, −∞ where it is beyond the precision.
     *
     * @param rows n × D numbers, one record after the other, in either precision
     */
    double[] logDensity(FlatVector rows, FlatVector theta);

    /**
     * The samples with numbers {@code first, ..., first + count - 1}, one after the other. A sample depends on its number
     * and the key alone.
     */
    float[] sample(long first, int count, FlatVector theta, RandomKey key);
}
