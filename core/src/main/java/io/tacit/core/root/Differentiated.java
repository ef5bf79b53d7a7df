package io.tacit.core.root;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearSolver;
import java.util.function.UnaryOperator;

/** A method whose derivative is computed by another solver than its own. */
record Differentiated(RootMethod method, LinearSolver linear) implements RootMethod {

    private static final long serialVersionUID = 1L;

    @Override
    public Stop stop() {
        return method.stop();
    }

    @Override
    public Iteration search(Expr guess, UnaryOperator<Expr> residual) {
        return method.search(guess, residual);
    }
}
