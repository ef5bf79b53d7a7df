package io.tacit.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Courses BEFORE = courses("before", course("flights.conf", 80, at(20, 5), at(80, 3)));

    @Test
    void theShortestOfOurTrainingsCounts() {
        Courses ours = courses("today", course("long", 90, at(40, 3)), course("short", 60, at(8, 3.4)));

        Target target = Target.shorter(ours, BEFORE, 3.5, Clock.TRAINING);

        assertThat(target.measured()).isEqualTo("today 8.0, before 65.0: 8.1 ×");
        assertThat(target.verdict()).isEqualTo(Target.Verdict.REACHED);
    }

    @Test
    void fromTheStartOfTheProcessWhatComesBeforeTrainingCountsToo() {
        Courses ours = courses("today", course("short", 60, at(8, 3.4)));

        Target target = Target.shorter(ours, BEFORE, 3.5, Clock.PROCESS);

        assertThat(target.measured()).isEqualTo("today 13.0, before 70.0: 5.4 ×");
        assertThat(target.verdict()).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    void whoNeverCameSoFarTookLonger() {
        Courses ours = courses("today", course("short", 60, at(8, 2.9)));
        Courses late = courses("today", course("short", 60, at(30, 2.9)));

        Target target = Target.shorter(ours, BEFORE, 2.95, Clock.TRAINING);
        assertThat(target.measured()).isEqualTo("today 8.0, before more than 80.0: more than 10.0 ×");
        assertThat(target.verdict()).isEqualTo(Target.Verdict.REACHED);
        assertThat(Target.shorter(late, BEFORE, 2.95, Clock.TRAINING).verdict()).isEqualTo(Target.Verdict.UNKNOWN);
        assertThat(Target.shorter(BEFORE, ours, 2.95, Clock.TRAINING).verdict()).isEqualTo(Target.Verdict.MISSED);
    }

    @Test
    void equalTimesAreComparedAsFarAsTrainingsGo() {
        Courses ours = courses("today", course("flights.conf", 60, at(20, 3.1), at(50, 2.2)));

        Target target = Target.better(ours, BEFORE, 60);

        assertThat(target.measured()).isEqualTo("today 2.200, before 3.667: 1.467 better");
        assertThat(target.verdict()).isEqualTo(Target.Verdict.REACHED);
        assertThat(Target.better(ours, BEFORE, 10).verdict()).isEqualTo(Target.Verdict.UNKNOWN);
    }

    @Test
    void scoresMayTakeAsMuchAsBefore() {
        assertThat(Target.asCheap(BEFORE, BEFORE).verdict()).isEqualTo(Target.Verdict.REACHED);
    }

    @Test
    void twoExecutorsAreComparedWhereTheyAreAsGoodAsOne() {
        Course one = course("one executor", 50, at(20, 4), at(40, 3));
        Courses two = courses("today", course("half", 30, at(20, 3.2)), course("more", 40, at(30, 2.8)));

        Target target = Target.inParallel(one, two, 1.6);

        assertThat(target.measured()).isEqualTo("25.0 s over 40.0 s: 0.63");
        assertThat(target.aim()).isEqualTo("≤ 0.65; two plain processes: 0.63 at best");
        assertThat(target.verdict()).isEqualTo(Target.Verdict.REACHED);
    }

    @Test
    void csvLeavesEmptyWhatWasNotMeasured() {
        Course peer = course("30 s", 40, new Point(0, 30, Double.NaN, 5.163, Double.NaN));

        assertThat(Tables.csv(List.of(peer)))
                .isEqualTo("program,training,round,seconds_of_training,from_the_start,test_nats,evaluations\n"
                        + "some,\"30 s\",,30.000,,5.16300,\n");
    }

    private static Courses courses(String program, Course... list) {
        return new Courses(program, Arrays.asList(list));
    }

    private static Course course(String training, double whole, Point... points) {
        return new Course("some", training, new Curve(Arrays.asList(points)), whole);
    }

    private static Point at(double seconds, double nats) {
        return new Point((int) seconds, seconds, seconds + 5, nats, 80);
    }
}
