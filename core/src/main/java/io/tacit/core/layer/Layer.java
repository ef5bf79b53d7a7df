package io.tacit.core.layer;

import io.tacit.core.nn.Module;
import java.io.Serializable;

/** A part of a body: writes stages into a chain under construction, from the value there is to another one. */
@FunctionalInterface
public interface Layer extends Serializable {

    void add(ChainBuilder chain);

    /** A network as a layer. */
    static Layer of(Module module) {
        return chain -> chain.map(module);
    }
}
