package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import java.io.Serializable;

/** A block of a network: from a value to a value, with parameters of its own. Widths of inputs are read off the value. */
@FunctionalInterface
public interface Module extends Serializable {

    /** Writes the block into the Program under construction. */
    Expr apply(Scope scope, Expr x);
}
