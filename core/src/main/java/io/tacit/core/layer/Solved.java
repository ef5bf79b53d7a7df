package io.tacit.core.layer;

import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.ode.Ode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stage that solves a differential equation: the states begin with the values of their names and are written, at the end, in their place. Further
 * EXAMPLE inputs of the field are held constant.
 *
 * @param field whose outputs are the derivatives of the states, by name
 * @param states names of the components of the state, in order
 * @param how the equation is solved and differentiated
 * @param extent over which time
 */
public record Solved(Net field, List<String> states, How how, Extent extent) implements Stage {

    /** How an equation is solved, and how the solution is differentiated. */
    public record How(Solver<Ode> solver, Adjoint adjoint) {}

    /**
     * Over which time.
     *
     * @param end time runs from 0 to here, where no times are read
     * @param times the scalar series with times, ascending from 0, at which the states are kept: state {@code z} at time number i as {@code z[i]}.
     *     Each example has its own, and the last one is the end of its span
     */
    public record Extent(double end, Optional<String> times) {

        public Extent {
            if (!(Double.isFinite(end) && end != 0)) {
                throw new IllegalArgumentException("time of a solve: expected an end other than 0, got " + end);
            }
        }

        public static Extent to(double end) {
            return new Extent(end, Optional.empty());
        }

        public static Extent at(String times) {
            return new Extent(1, Optional.of(times));
        }
    }

    public Solved {
        states = List.copyOf(states);
        new Ode(field.program(), states); // refuses what is no equation
    }

    Ode equation() {
        return new Ode(field.program(), states);
    }

    /** Names of what is held constant, in the order of the equation. */
    List<String> constants() {
        return equation().constants().stream().map(Program.Input::name).toList();
    }

    @Override
    public List<Read> reads() {
        List<Read> reads = new ArrayList<>();
        equation().stateInputs().forEach(i -> reads.add(new Read(i.name(), i.shape(), false)));
        equation().constants().forEach(i -> reads.add(new Read(i.name(), i.shape(), false)));
        extent.times().ifPresent(t -> reads.add(new Read(t, Shape.SCALAR, true)));
        return reads;
    }

    @Override
    public List<String> writes() {
        return states;
    }

    @Override
    public Shape shape(String written) {
        return field.program().input(written).shape();
    }

    @Override
    public List<Net> nets() {
        return List.of(field);
    }

    /** The same, solved in another way. */
    Solved with(How other) {
        return new Solved(field, states, other, extent);
    }
}
