package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.program.Expr;
import java.util.HashMap;
import java.util.Map;

/** Places of expressions, each assigned before it is read. */
final class Places {

    private final Map<Expr, Place> places = new HashMap<>();

    boolean has(Expr e) {
        return places.containsKey(e);
    }

    Place of(Expr e) {
        Place place = places.get(e);
        if (place == null) {
            throw new IllegalStateException("planning: expected a place for " + e + " before it is read, found none");
        }
        return place;
    }

    void put(Expr e, Place place) {
        places.put(e, place);
    }
}
