package io.tacit.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomKeyTest {
    private static final int DRAWS = 200_000;
    // Five standard errors of a mean of DRAWS unit-variance numbers.
    private static final double MEAN_TOLERANCE = 5 / Math.sqrt(DRAWS);

    private final RandomKey key = RandomKey.of(42).with("test");

    @Test
    void theSameBitsForEver() {
        // Written down once: a change here changes every published run.
        assertThat(RandomKey.of(0).bits(0)).isEqualTo(0xe169c58d6627e8d5L);
        assertThat(RandomKey.of(0).bits(1)).isEqualTo(0x9b00dbd8bc57ac4cL);
        RandomKey derived = RandomKey.of(1).with("hutchinson").with(7);
        assertThat(derived).isEqualTo(new RandomKey(0x0ffa3b4184a0b849L, 0x951753620f03786dL));
        assertThat(derived.gaussian(3)).isEqualTo(-2.4543825475652086);
    }

    @Test
    void uniformHasTheMomentsOfTheUnitInterval() {
        assertThat(moment(key::uniform, 1)).isCloseTo(0.5, within(MEAN_TOLERANCE));
        assertThat(moment(key::uniform, 2)).isCloseTo(1.0 / 3, within(MEAN_TOLERANCE));
        for (int i = 0; i < 10_000; i++) {
            assertThat(key.uniform(i)).isGreaterThanOrEqualTo(0).isLessThan(1);
        }
    }

    @Test
    void gaussianHasTheMomentsOfTheStandardNormal() {
        assertThat(moment(key::gaussian, 1)).isCloseTo(0, within(MEAN_TOLERANCE));
        assertThat(moment(key::gaussian, 2)).isCloseTo(1, within(Math.sqrt(2) * MEAN_TOLERANCE));
        assertThat(moment(key::gaussian, 3)).isCloseTo(0, within(Math.sqrt(15) * MEAN_TOLERANCE));
        assertThat(moment(key::gaussian, 4)).isCloseTo(3, within(Math.sqrt(96) * MEAN_TOLERANCE));
        double beyondTwo = moment(i -> Math.abs(key.gaussian(i)) > 2 ? 1 : 0, 1);
        assertThat(beyondTwo).isCloseTo(0.0455002639, within(MEAN_TOLERANCE));
    }

    @Test
    void rademacherIsAFairSignWithoutMemory() {
        assertThat(moment(key::rademacher, 1)).isCloseTo(0, within(MEAN_TOLERANCE));
        assertThat(moment(key::rademacher, 2)).isEqualTo(1);
        assertThat(moment(i -> key.rademacher(i) * key.rademacher(i + 1), 1)).isCloseTo(0, within(MEAN_TOLERANCE));
    }

    @Test
    void derivedStreamsAreUncorrelated() {
        RandomKey left = key.with(1);
        RandomKey right = key.with(2);
        assertThat(moment(i -> left.gaussian(i) * right.gaussian(i), 1)).isCloseTo(0, within(MEAN_TOLERANCE));
        assertThat(moment(i -> key.with(i).gaussian(0), 2)).isCloseTo(1, within(Math.sqrt(2) * MEAN_TOLERANCE));
    }

    private static double moment(LongToDoubleFunction draw, int power) {
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += Math.pow(draw.applyAsDouble(i), power);
        }
        return sum / DRAWS;
    }

    @Test
    void chainsOfFoldsDoNotMeet() {
        Set<RandomKey> seen = new HashSet<>();
        for (long i = 0; i < 50; i++) {
            for (long j = 0; j < 50; j++) {
                assertThat(seen.add(RandomKey.of(i).with(j))).isTrue();
                assertThat(seen.add(RandomKey.of(i).with(j).with("x"))).isTrue();
            }
        }
        assertThat(key.with(1).with(2)).isNotEqualTo(key.with(2).with(1));
        assertThat(key.with("12345678")).isNotEqualTo(key.with("123456789"));
        assertThat(key.with("")).isNotEqualTo(key).isNotEqualTo(key.with("\0"));
        assertThat(key.with("a")).isNotEqualTo(key.with((long) 'a'));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 63, 64, 65, 127, 128, 129, 300})
    void fillingAgreesWithDrawingOneByOne(int length) {
        float[] singles = new float[length + 2];
        double[] doubles = new double[length + 2];
        key.fillGaussian(singles, 1, length);
        key.fillGaussian(doubles, 1, length);
        for (int i = 0; i < length; i++) {
            assertThat(doubles[i + 1]).isEqualTo(key.gaussian(i));
            assertThat(singles[i + 1]).isEqualTo((float) key.gaussian(i));
        }
        key.fillRademacher(singles, 1, length);
        key.fillRademacher(doubles, 1, length);
        for (int i = 0; i < length; i++) {
            assertThat(doubles[i + 1]).isEqualTo(key.rademacher(i));
            assertThat(singles[i + 1]).isEqualTo((float) key.rademacher(i));
        }
        key.fillUniform(singles, 1, length);
        key.fillUniform(doubles, 1, length);
        for (int i = 0; i < length; i++) {
            assertThat(doubles[i + 1]).isEqualTo(key.uniform(i));
            assertThat((double) singles[i + 1]).isBetween(key.uniform(i) - 0x1p-24, key.uniform(i));
        }
        assertThat(singles[0]).isZero();
        assertThat(singles[length + 1]).isZero();
    }

    @Test
    void aPermutationContainsEveryIndexOnce() {
        assertThat(key.permutation(0)).isEmpty();
        assertThat(key.permutation(1)).containsExactly(0);
        int[] order = key.permutation(1000);
        assertThat(order).hasSize(1000).doesNotHaveDuplicates();
        for (int i : order) {
            assertThat(i).isBetween(0, 999);
        }
        assertThat(key.permutation(1000)).isEqualTo(order);
        for (int n = 1; n < 8; n++) {
            assertThat(key.permutation(n)).isEqualTo(shuffledByHand(n));
        }
        assertThat(key.with(1).permutation(1000)).isNotEqualTo(order);
    }

    /** Number i of the stream says where i goes. */
    private int[] shuffledByHand(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = key.below(i + 1, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    @Test
    void everyOrderOfThreeIsEquallyLikely() {
        int[] counts = new int[27];
        int draws = 60_000;
        for (int i = 0; i < draws; i++) {
            int[] order = key.with(i).permutation(3);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        // Five standard deviations of a binomial count with probability 1/6.
        double tolerance = 5 * Math.sqrt(draws / 6.0 * 5 / 6);
        for (int count : counts) {
            if (count > 0) {
                assertThat((double) count).isCloseTo(draws / 6.0, within(tolerance));
            }
        }
    }

    @Test
    void drawingBelowStaysBelow() {
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[key.below(7, i)]++;
        }
        for (int count : counts) {
            assertThat((double) count).isCloseTo(10_000, within(5 * Math.sqrt(70_000.0 / 7 * 6 / 7)));
        }
        assertThat(key.below(1, 0)).isZero();
        assertThatThrownBy(() -> key.below(0, 0)).hasMessageContaining("expected 1 or more, got 0");
    }
}
