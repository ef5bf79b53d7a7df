package io.tacit.core.layer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which values of a {@link Chain} depend on θ: only they have cotangents. Collects names as stages are passed. */
final class Activity {

    private final Set<String> active;

    Activity(Set<String> active) {
        this.active = new HashSet<>(active);
    }

    Set<String> active() {
        return Set.copyOf(active);
    }

    boolean isActive(String name) {
        return active.contains(name);
    }

    /** Names that a stage reads and that depend on θ. */
    List<String> of(Stage stage) {
        return stage.reads().stream()
                .map(Stage.Read::name)
                .filter(active::contains)
                .toList();
    }

    /** Past a stage. Names of the elements of a series are those of the series. */
    void pass(Stage stage) {
        if (stage instanceof Recurrent loop) {
            pass(loop);
        } else if (stage.nets().stream().anyMatch(n -> n.program().layout().size() > 0)
                || !of(stage).isEmpty()) {
            active.addAll(stage.writes());
        } else {
            stage.writes().forEach(active::remove);
        }
    }

    private void pass(Recurrent loop) {
        Activity inside = inside(loop);
        loop.carried().stream().filter(inside::isActive).forEach(active::add);
        loop.collected().stream().filter(inside::isActive).forEach(active::add);
    }

    /** At the end of a step of a loop. What is carried depends on θ where it does in any step. */
    private Activity inside(Recurrent loop) {
        Activity inside = new Activity(entering(loop));
        loop.body().forEach(inside::pass);
        return inside;
    }

    /** Names that depend on θ at the beginning of a step of a loop. */
    Set<String> entering(Recurrent loop) {
        Set<String> before = new HashSet<>(active);
        while (true) {
            Activity inside = new Activity(before);
            loop.body().forEach(inside::pass);
            Set<String> after = new HashSet<>(before);
            loop.carried().stream().filter(inside::isActive).forEach(after::add);
            if (after.equals(before)) {
                return before;
            }
            before = after;
        }
    }
}
