package io.tacit.core.train;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.tensor.FlatVector;

/** The block in which the gradient of one tile is summed, and from which it is read. */
record GradientScratch(Block sum, FlatVector values) {

    static GradientScratch of(Engine engine, int length) {
        FlatVector values = FlatVector.zeros(engine.precision(), length);
        return new GradientScratch(engine.vector(values), values);
    }

    GradientScratch cleared() {
        sum.fill(0);
        return this;
    }

    /** Whether the sum is finite; only then it is added. */
    boolean addTo(FlatVector gradient) {
        sum.store(values, 0);
        if (values.firstNonFinite() >= 0) {
            return false;
        }
        gradient.add(values.precision() == gradient.precision() ? values : values.to(gradient.precision()));
        return true;
    }
}
