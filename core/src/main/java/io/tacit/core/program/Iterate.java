package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/**
 * Fixed-point loop for each example: a body maps a carry to the next one and says how far the carry that it was given is from what is sought. An example
 * whose residual is at most {@code tolerance}, or is not finite, is frozen: its carry no longer changes, whatever the others of its batch do.
 * Ends when all are frozen or {@code most} carries were taken. Has no derivative: {@link Implicit} gives what it finds that of a root. Written by
 * {@link Iteration#of}.
 *
 * <p>Operands are the carries, then what the body reads besides. The result is one BATCHED vector: the carries one after another, each row-major, then
 * the number of iterations, the last residual and the {@link Status}.
 *
 * @param body inputs {@code z0, z1, …} (the carries) and {@code p0, p1, …}; outputs {@code z0, z1, …} (the next) and {@code residual} (a scalar)
 * @param carries how many carries there are
 * @param tolerance largest residual of an example that has converged, at least 0
 * @param most largest number of iterations, at least 1
 */
public record Iterate(Program body, int carries, double tolerance, int most) implements Op {

    /** Name of the body's output for the residual. */
    public static final String RESIDUAL = "residual";

    /** How the iteration of one example ended; the number written is {@link #ordinal()}. */
    public enum Status {
        /** The residual is at most the tolerance. */
        CONVERGED,
        /** The iterations allowed were used up. */
        MAX_ITERATIONS,
        /** The residual is infinite or NaN. */
        NON_FINITE;

        /** What is known of an example after one more look: empty where it goes on. */
        public static Optional<Status> of(double residual, double tolerance, boolean last) {
            if (!Double.isFinite(residual)) {
                return Optional.of(NON_FINITE);
            }
            return residual <= tolerance
                    ? Optional.of(CONVERGED)
                    : last ? Optional.of(MAX_ITERATIONS) : Optional.empty();
        }
    }

    public Iterate {
        if (!(tolerance >= 0) || most < 1) {
            throw new ProgramException("iterate: expected a tolerance of 0 or more and 1 iteration or more, got "
                    + tolerance + " and " + most);
        }
    }

    /** Length of all carries together. */
    public int carried() {
        return body.inputs().stream()
                .limit(carries)
                .mapToInt(i -> i.shape().size())
                .sum();
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        List<Shape> expected = body.inputs().stream().map(Program.Input::shape).toList();
        if (!inputs.equals(expected)) {
            throw ProgramException.of(this, inputs, "operands of shapes " + expected);
        }
        return Shape.of(carried() + 3);
    }

    @Override
    public Kind kind(List<Expr> inputs) {
        return Kind.BATCHED;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return Optional.of(y.graph().node(new NoDerivative(), y));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        throw new NoDerivative().refused();
    }

    @Override
    public String symbol() {
        return "iterate[" + body.nodes().size() + " nodes, tolerance " + tolerance + ", at most " + most + "]";
    }
}
