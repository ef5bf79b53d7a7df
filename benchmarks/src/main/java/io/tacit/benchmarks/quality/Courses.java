package io.tacit.benchmarks.quality;

import java.util.List;
import java.util.OptionalDouble;

/** All trainings of one program. */
record Courses(String program, List<Course> list) {

    Courses {
        list = List.copyOf(list);
    }

    /** The shortest time in which any of the trainings had nats as low. */
    OptionalDouble secondsTo(double nats, Clock clock) {
        return list.stream()
                .flatMap(
                        course -> course.curve().secondsTo(nats, clock).stream().boxed())
                .mapToDouble(seconds -> seconds)
                .min();
    }

    /** The lowest nats that any of the trainings had within some seconds. */
    OptionalDouble natsWithin(double seconds) {
        return list.stream()
                .flatMap(course -> course.curve().natsWithin(seconds).stream().boxed())
                .mapToDouble(nats -> nats)
                .min();
    }

    /** The end of the training that took longest. */
    Point longest(Clock clock) {
        return list.stream()
                .map(course -> course.curve().end())
                .max((one, other) -> Double.compare(clock.of(one), clock.of(other)))
                .orElseThrow();
    }

    /** Trainings of different lengths at their ends. */
    Curve ends() {
        return new Curve(list.stream().map(course -> course.curve().end()).toList());
    }

    /** What scoring a record takes with the model of the training by its own configuration, which is the first. */
    double evaluations() {
        return list.get(0).curve().end().evaluations();
    }
}
