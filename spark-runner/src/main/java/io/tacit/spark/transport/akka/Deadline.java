package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** When a round that has its quorum waits no longer. */
public sealed interface Deadline {

    /** @param recent times that workers took from the order to their result, in the last rounds */
    Optional<Duration> after(List<Duration> recent);

    /** Always the same. */
    record Fixed(Duration time) implements Deadline {
        public Fixed {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("deadline: expected a time above 0, got " + time);
            }
        }

        @Override
        public Optional<Duration> after(List<Duration> recent) {
            return Optional.of(time);
        }
    }

    /**
     * median + k · MAD of the workers' times, MAD being the median of the distances from the median: what is usual, and
     * some times what is usually between workers. One slow worker moves neither. None before there are times.
     *
     * @param atLeast below which no worker is left behind, however alike all are
     */
    record Adaptive(double k, Duration atLeast) implements Deadline {
        public Adaptive {
            if (!(k >= 0) || atLeast.isNegative()) {
                throw new IllegalArgumentException(
                        "adaptive deadline: expected k >= 0 and a floor of 0 or more, got " + k + ", " + atLeast);
            }
        }

        @Override
        public Optional<Duration> after(List<Duration> recent) {
            if (recent.isEmpty()) {
                return Optional.empty();
            }
            double[] nanos = recent.stream().mapToDouble(Duration::toNanos).toArray();
            double median = median(nanos);
            double mad =
                    median(Arrays.stream(nanos).map(t -> Math.abs(t - median)).toArray());
            Duration usual = Duration.ofNanos((long) (median + k * mad));
            return Optional.of(usual.compareTo(atLeast) < 0 ? atLeast : usual);
        }

        private static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }
}
