package io.tacit.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
    /** 4 nats after 10 s of training, 3 after 20, and a bad turn before 2.5. The process began 5 s before. */
    private static final Curve CURVE = new Curve(List.of(at(40, 2.5), at(10, 4), at(20, 3), at(30, 3.2)));

    @Test
    void theTimeToNatsLiesOnTheStraightLineBetweenTwoPoints() {
        assertThat(CURVE.secondsTo(3.5, Clock.TRAINING)).hasValueCloseTo(15.0, within(1e-9));
        assertThat(CURVE.secondsTo(3.5, Clock.PROCESS)).hasValueCloseTo(20.0, within(1e-9));
        assertThat(CURVE.secondsTo(3, Clock.TRAINING)).hasValueCloseTo(20.0, within(1e-9));
    }

    @Test
    void whatWasReachedBeforeTheFirstPointWasReachedThereAtTheLatest() {
        assertThat(CURVE.secondsTo(5, Clock.TRAINING)).hasValue(10);
    }

    @Test
    void whatWasNeverReachedHasNoTime() {
        assertThat(CURVE.secondsTo(2.4, Clock.TRAINING)).isEmpty();
    }

    @Test
    void aBadTurnLosesNothingThatWasReachedBefore() {
        assertThat(CURVE.natsWithin(30)).hasValue(3);
        assertThat(CURVE.natsWithin(38)).hasValueCloseTo(2.64, within(1e-9));
        assertThat(CURVE.natsWithin(1000)).hasValue(2.5);
        assertThat(CURVE.natsWithin(9)).isEmpty();
    }

    @Test
    void roundsAreCountedAtTheirPace() {
        assertThat(CURVE.roundsIn(5)).isEqualTo(50);
        assertThat(CURVE.roundsIn(25)).isEqualTo(250);
        assertThat(CURVE.roundsIn(60)).isEqualTo(600);
    }

    /** A cold process is slow at first, which says nothing of later rounds. */
    @Test
    void beyondTheEndThePaceIsThatOfTheSecondHalf() {
        Curve cold = new Curve(List.of(
                new Point(10, 20, 25, 5, 80),
                new Point(20, 25, 30, 4, 80),
                new Point(30, 30, 35, 3, 80),
                new Point(40, 35, 40, 2, 80)));

        assertThat(cold.roundsIn(45)).isEqualTo(60);
        assertThat(new Curve(List.of(new Point(10, 20, 25, 5, 80))).roundsIn(40))
                .isEqualTo(20);
    }

    @Test
    void aCurveHasPoints() {
        assertThatThrownBy(() -> new Curve(List.of())).hasMessageContaining("expected one at least");
    }

    private static Point at(double seconds, double nats) {
        return new Point((int) (10 * seconds), seconds, seconds + 5, nats, 80);
    }
}
