package io.tacit.examples;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.tacit.core.text.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Why flights cannot be used, counted while they are read. One of these watches one writing. */
final class FlightFlaws {
    private static final String SAMPLED = "sampled";
    private static final String USABLE = "usable";
    private static final String NO_TIME = "without a time of day";
    private static final String EXAMPLE = " example";

    /**
     * One kind of reason.
     *
     * @param lacking column of {@link FlightSource#joined} that is null where it applies
     * @param read column whose text is then shown
     * @param words as in "3 of an unknown origin"
     */
    private record Kind(String lacking, String read, String words) {
        Column applies() {
            return col(lacking).isNull();
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("whole", "whole", "whose cells are not as many as the columns"),
            new Kind("minuteOfDay", "dateText", NO_TIME),
            new Kind("delay", "delayText", "without a delay in whole minutes"),
            new Kind("distance", "distanceText", "without a distance in whole miles"),
            new Kind("originLatitude", "origin", "from an airport that is not in the table of airports"),
            new Kind("destinationLatitude", "destination", "to an airport that is not in the table of airports"));

    private final Observation seen = new Observation("flights");

    /** The flights that lack nothing. The others are counted when these are read. */
    Dataset<Row> without(Dataset<Row> flights) {
        Column usable = KINDS.stream()
                .map(kind -> col(kind.lacking()).isNotNull())
                .reduce(Column::and)
                .orElseThrow();
        List<Column> counts = new ArrayList<>(List.of(count_if(usable).as(USABLE)));
        for (Kind kind : KINDS) {
            counts.add(count_if(kind.applies()).as(kind.words()));
            counts.add(min(when(kind.applies(), col(kind.read()))).as(kind.words() + EXAMPLE));
        }
        return flights.observe(seen, count(lit(1)).as(SAMPLED), counts.toArray(Column[]::new))
                .filter(usable);
    }

    /** What was counted, where so many were written. */
    Found found(long written) {
        try {
            return new Found(seen.getAsJava(), written);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while flights were counted", e);
        }
    }

    record Found(Map<String, Object> counts, long written) {
        long sampled() {
            return number(SAMPLED);
        }

        /** "; left out: 12 to an airport that is not in the table of airports, such as 'XYZ'"; empty where nothing was. */
        String leftOut() {
            List<String> reasons = new ArrayList<>();
            for (Kind kind : KINDS) {
                long some = number(kind.words());
                if (some > 0) {
                    Object example = counts.get(kind.words() + EXAMPLE);
                    reasons.add(Counted.number(some) + " " + kind.words()
                            + (example == null ? "" : ", such as '" + example + "'"));
                }
            }
            long far = number(USABLE) - written;
            if (far > 0) {
                reasons.add(Counted.number(far) + " with a delay outside [-100, 400] minutes");
            }
            return reasons.isEmpty() ? "" : "; left out: " + String.join("; ", reasons);
        }

        /** Why nothing was written of so many flights. */
        String nothing(long flights) {
            if (flights == 0) {
                return "there are no flights in it";
            }
            String none = sampled() == 0 ? ", none of which is in this share: give a larger --share" : leftOut();
            boolean dates = number(NO_TIME) > 0;
            return "it has " + Counted.of(flights, "flight") + none
                    + (dates ? "; where dates are text of another form, give it with --date-format" : "");
        }

        private long number(String name) {
            return counts.get(name) instanceof Number number ? number.longValue() : 0;
        }
    }
}
