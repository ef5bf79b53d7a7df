package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.data.ToyDensity;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.random.RandomKey;
import java.util.stream.LongStream;

/** Records and flows for tests of training. */
final class Toys {

    static final RandomKey KEY = RandomKey.of(17);
    static final Cnf SMALL = Cnf.ffjord(2, 2, Activation.TANH, 8);

    private Toys() {}

    static Examples eightGaussians(int count) {
        float[] rows = ToyDensity.EIGHT_GAUSSIANS.table(RandomKey.of(3), count);
        return Examples.rows(2, rows, LongStream.range(0, count).toArray());
    }

    /** The numbers of eight Gaussians, seven in a row; an even count. */
    static Examples sevenColumns(int count) {
        float[] rows = ToyDensity.EIGHT_GAUSSIANS.table(RandomKey.of(3), 7 * count / 2);
        return Examples.rows(7, rows, LongStream.range(0, count).toArray());
    }

    /** The same records with one number changed. */
    static Examples poisoned(Examples examples, int record, float value) {
        float[] rows = examples.rows().clone();
        rows[record * examples.dim()] = value;
        return Examples.rows(examples.dim(), rows, examples.ids());
    }
}
