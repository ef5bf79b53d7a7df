package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static final BigDecimal UNIT = new BigDecimal(BigInteger.TWO.pow(ExactSum.SCALE));

    @Test
    void isTheSumWithoutRounding() {
        double[] terms = awkward(5000);
        BigDecimal exact = DoubleStream.of(terms).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(sum(terms).scaled())).isEqualByComparingTo(exact.multiply(UNIT));
    }

    @Test
    void orderAndGroupingDoNotMatter() {
        double[] terms = awkward(3000);
        int[] order = RandomKey.of(1).permutation(terms.length);
        double[] shuffled = IntStream.of(order).mapToDouble(i -> terms[i]).toArray();
        ExactSum first = sum(DoubleStream.of(shuffled).limit(700).toArray());
        ExactSum rest = sum(DoubleStream.of(shuffled).skip(700).toArray());
        rest.add(first);
        assertThat(rest.settled()).isEqualTo(sum(terms).settled());
    }

    @Test
    void opposedTermsVanish() {
        ExactSum sum = sum(1e300, 1.0, -1e300, Double.MIN_VALUE, -1.0, -Double.MIN_VALUE);
        assertThat(sum.settled()).containsOnly(0);
    }

    @Test
    void carriesFromManyEqualTermsAreNotLost() {
        double[] terms = new double[10_000];
        Arrays.fill(terms, -0x1.fffffffffffffp1000);
        BigDecimal exact = new BigDecimal(terms[0]).multiply(new BigDecimal(terms.length));
        assertThat(new BigDecimal(sum(terms).scaled())).isEqualByComparingTo(exact.multiply(UNIT));
    }

    private static ExactSum sum(double... terms) {
        ExactSum sum = new ExactSum();
        DoubleStream.of(terms).forEach(sum::add);
        return sum;
    }

    /** Both heartbeats and magnitudes from 1e-300 to 1e300, with subnormal numbers among them. */
    private static double[] awkward(int n) {
        RandomKey key = RandomKey.of(7);
        return IntStream.range(0, n)
                .mapToDouble(i -> key.gaussian(2 * i) * Math.pow(10, 660 * key.uniform(2 * i + 1) - 360))
                .toArray();
    }
}
