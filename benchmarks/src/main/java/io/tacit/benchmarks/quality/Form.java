package io.tacit.benchmarks.quality;

import java.util.List;

/** How much is measured. */
enum Form {
    /** Both configurations, and the time to the nats aimed at. */
    QUICK(2000, 8, List.of(30), List.of(10, 30)),
    /** Also equal times of training, one executor and two, and longer peers. */
    FULL(Integer.MAX_VALUE, 8, List.of(60, 120), List.of(10, 30, 60));

    private final int records;
    private final int points;
    private final List<Integer> likelihoodSeconds;
    private final List<Integer> matchingSeconds;

    Form(int records, int points, List<Integer> likelihoodSeconds, List<Integer> matchingSeconds) {
        this.records = records;
        this.points = points;
        this.likelihoodSeconds = likelihoodSeconds;
        this.matchingSeconds = matchingSeconds;
    }

    /** Of the test records, the first. The likelihood's peer takes the first 6,000 whatever it is told. */
    int records() {
        return records;
    }

    /** Of a training's curve, about. */
    int points() {
        return points;
    }

    List<Integer> likelihoodSeconds() {
        return likelihoodSeconds;
    }

    List<Integer> matchingSeconds() {
        return matchingSeconds;
    }
}
