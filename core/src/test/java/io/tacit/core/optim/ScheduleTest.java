package io.tacit.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Rates of torch.optim.lr_scheduler 2.13 for a learning rate of 0.3. */
class ScheduleTest {
    @Test
    void cosineFollowsPyTorch() {
        Schedule cosine = new Schedule.Cosine(0.3, 0.01, 0, 20);
        expect(cosine, 0, 0.3);
        expect(cosine, 1, 0.29821480938629497);
        expect(cosine, 7, 0.22082862246223425);
        expect(cosine, 19, 0.011785190613705039);
        expect(cosine, 20, 0.01);
        expect(cosine, 1000, 0.01);
    }

    @Test
    void cosineWarmsUpLinearly() {
        Schedule cosine = new Schedule.Cosine(0.4, 0, 4, 24);
        expect(cosine, 0, 0.1);
        expect(cosine, 1, 0.2);
        expect(cosine, 3, 0.4);
        expect(cosine, 4, 0.4);
        expect(cosine, 14, 0.2);
        expect(cosine, 24, 0);
    }

    @Test
    void exponentialFollowsPyTorch() {
        Schedule exponential = new Schedule.Exponential(0.3, 0.9);
        expect(exponential, 0, 0.3);
        expect(exponential, 7, 0.14348907);
        expect(exponential, 19, 0.040525551530189774);
    }

    @Test
    void stepFollowsPyTorch() {
        Schedule step = new Schedule.Step(0.3, 0.5, 5);
        expect(step, 4, 0.3);
        expect(step, 5, 0.15);
        expect(step, 9, 0.15);
        expect(step, 10, 0.075);
        expect(step, 19, 0.0375);
    }

    @Test
    void oneCycleFollowsPyTorch() {
        Schedule cycle = new Schedule.OneCycle(0.3, 0.3, 20);
        expect(cycle, 0, 0.012);
        expect(cycle, 1, 0.039501552810007556);
        expect(cycle, 4, 0.2724984471899924);
        expect(cycle, 5, 0.3);
        expect(cycle, 6, 0.2962392018705262);
        expect(cycle, 12, 0.1500006);
        expect(cycle, 19, 1.2e-6);
        expect(cycle, 500, 1.2e-6);
    }

    private static void expect(Schedule schedule, long step, double rate) {
        // Cosine: PyTorch multiplies from step to step, hence a few roundings more.
        assertThat(schedule.at(step)).isCloseTo(rate, within(1e-15));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Schedule.Cosine(0.1, 0.2, 0, 10))
                .hasMessageContaining("0 to the peak 0.1, got 0.2");
        assertThatThrownBy(() -> new Schedule.Cosine(0.1, 0, 10, 10))
                .hasMessageContaining("more than the 10 of warm-up");
        assertThatThrownBy(() -> new Schedule.Exponential(0.1, 1)).hasMessageContaining("factor");
        assertThatThrownBy(() -> new Schedule.Step(0.1, 0.5, 0)).hasMessageContaining("updates between two changes");
        assertThatThrownBy(() -> new Schedule.OneCycle(0.1, 0.3, 3)).hasMessageContaining("updates in total");
    }
}
