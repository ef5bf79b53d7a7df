package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stage that goes through the steps of series. In step i the body reads element i of each series under its name, {@link #ALIVE}, which is 1 where the
 * record has such an element and 0 where it has fewer, and what it carries; what it writes under a name that is carried is there in the next step. A
 * body leaves what it carries as it is where {@link #ALIVE} is 0.
 *
 * @param series names of those that are read
 * @param carried names of values that begin with those of their names before the stage
 * @param collected names of values that are kept of each step, as series for later stages
 */
public record Recurrent(
        List<String> series, List<String> carried, List<Stage> body, List<String> collected, Order order)
        implements Stage {

    /** Name of a scalar that is 1 where a record has this step, else 0. */
    public static final String ALIVE = "alive";

    /** In which order steps are gone through. */
    public enum Order {
        FIRST_TO_LAST,
        LAST_TO_FIRST
    }

    public Recurrent {
        series = List.copyOf(series);
        carried = List.copyOf(carried);
        body = Chain.fused(body);
        collected = List.copyOf(collected);
        Set<String> written = written(body);
        List<String> missing = new ArrayList<>(carried);
        missing.addAll(collected);
        missing.removeAll(written);
        if (series.isEmpty() || !missing.isEmpty()) {
            throw new IllegalArgumentException("recurrent: expected at least one series, and a body that writes what is"
                    + " carried and collected, got " + series.size() + " series and a body that does not write "
                    + missing);
        }
    }

    private static Set<String> written(List<Stage> body) {
        Set<String> written = new LinkedHashSet<>();
        body.forEach(s -> written.addAll(s.writes()));
        return written;
    }

    @Override
    public Shape shape(String written) {
        return body.stream()
                .filter(s -> s.writes().contains(written))
                .reduce((first, last) -> last)
                .orElseThrow(
                        () -> new IllegalArgumentException("value '" + written + "': expected one of " + written(body)))
                .shape(written);
    }

    /** Whether a name is, within a step, an element of a series. */
    boolean isElement(String name) {
        return name.equals(ALIVE) || series.contains(name);
    }

    @Override
    public List<Read> reads() {
        Map<String, Read> reads = new LinkedHashMap<>();
        Set<String> written = new LinkedHashSet<>();
        for (Stage stage : body) {
            for (Read read : stage.reads()) {
                if (carried.contains(read.name()) || !written.contains(read.name())) {
                    reads.putIfAbsent(
                            read.name(), new Read(read.name(), read.shape(), read.series() || isElement(read.name())));
                }
            }
            written.addAll(stage.writes());
        }
        return List.copyOf(reads.values());
    }

    @Override
    public List<String> writes() {
        return carried;
    }

    @Override
    public List<Net> nets() {
        return body.stream().flatMap(s -> s.nets().stream()).toList();
    }
}
