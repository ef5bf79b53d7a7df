package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Solution;

/** A solution and its derivative. */
public interface Differentiable {

    Solution solution();

    /**
     * Takes cotangents of what was solved for back to what it was solved from. To be called once: storage is given up on the way. Clocks that
     * failed contribute zero.
     *
     * @param cotangents of the end, and of the states kept
     * @param gradient receives the cotangent of θ, added to what it holds
     */
    Gradients pullback(Cotangents cotangents, Block gradient);

    /** How {@link #pullback} went, and its cost: evaluations of the field, with or without its vjp. */
    Report backward();
}
