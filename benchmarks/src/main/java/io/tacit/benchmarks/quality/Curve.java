package io.tacit.benchmarks.quality;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Test nats against seconds: of one training as it goes on, or of trainings of different lengths at their ends. Between points it is straight. */
record Curve(List<Point> points) {

    Curve {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points of a curve: expected one at least, got none");
        }
        points = points.stream()
                .sorted(Comparator.comparingDouble(Point::training))
                .toList();
    }

    /** When the nats were first as low; nothing where they never were. */
    OptionalDouble secondsTo(double nats, Clock clock) {
        for (int i = 0; i < points.size(); i++) {
            Point now = points.get(i);
            if (now.nats() <= nats) {
                return OptionalDouble.of(i == 0 ? clock.of(now) : crossing(points.get(i - 1), now, nats, clock));
            }
        }
        return OptionalDouble.empty();
    }

    private static double crossing(Point before, Point now, double nats, Clock clock) {
        return Point.between(nats, before.nats(), clock.of(before), now.nats(), clock.of(now));
    }

    /** The lowest nats within some seconds of training; nothing where the first point comes later. */
    OptionalDouble natsWithin(double seconds) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.size() && (i == 0 || points.get(i - 1).training() < seconds); i++) {
            Point now = points.get(i);
            if (now.training() <= seconds) {
                lowest = Math.min(lowest, now.nats());
            } else if (i > 0) {
                Point before = points.get(i - 1);
                lowest = Math.min(
                        lowest, Point.between(seconds, before.training(), before.nats(), now.training(), now.nats()));
            }
        }
        return Double.isFinite(lowest) ? OptionalDouble.of(lowest) : OptionalDouble.empty();
    }

    /** How many rounds fit into some seconds of training, at the pace of the second half where they go beyond the last point. */
    int roundsIn(double seconds) {
        int next = 0;
        while (next < points.size() - 1 && points.get(next).training() < seconds) {
            next++;
        }
        Point to = points.get(next);
        boolean beyond = to.training() < seconds;
        int from = beyond ? Math.min(points.size() / 2, next - 1) : next - 1;
        Point before = from < 0 ? new Point(0, 0, 0, 0, 0) : points.get(from);
        double rounds = Point.between(seconds, before.training(), before.round(), to.training(), to.round());
        return Math.max(1, (int) Math.floor(rounds + 1e-9));
    }

    Point end() {
        return points.get(points.size() - 1);
    }
}
