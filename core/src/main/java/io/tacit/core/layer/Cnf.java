package io.tacit.core.layer;

import io.tacit.core.nn.Activation;
import io.tacit.core.nn.ConcatSquash;
import io.tacit.core.nn.Module;
import io.tacit.core.nn.Net;
import io.tacit.core.nn.Sequential;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * A continuous normalizing flow (Chen et al. 2018; FFJORD: Grathwohl et al. 2019). Vector fields dz/dt = f_θ(z, t) carry an example x = z(0) to
 * z(t₁), one field after another; the density of x is that of a standard normal there, times how much the way compresses space:
 *
 * <pre>log p(x) = log N(z(t₁); 0, I) + ∫₀^{t₁} tr(∂f/∂z) dt.</pre>
 *
 * <p>This is the model alone; {@link #chain}, {@link CnfDensity} and {@link CnfSampler} say how it is run.
 *
 * @param fields vector fields over the same dimension, with parameters of different names
 * @param t1 length of each field's time; it begins at 0
 */
public record Cnf(List<Net> fields, double t1) {

    public Cnf {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || !(t1 > 0) || !Double.isFinite(t1)) {
            throw new IllegalArgumentException(
                    "cnf: expected one or more fields and t1 > 0, got " + fields.size() + " and " + t1);
        }
        Shape shape = fields.get(0).program().input(Net.STATE).shape();
        for (Net field : fields) {
            Shape other = field.program().input(Net.STATE).shape();
            if (other.rank() != 1 || !other.equals(shape)) {
                throw new IllegalArgumentException(
                        "cnf: expected fields over vectors of one length, got " + shape + " and " + other);
            }
            requireInput(field.program());
        }
        layout(fields);
    }

    private static void requireInput(Program field) {
        for (Program.Input input : field.arguments()) {
            if (!input.name().equals(Net.STATE) && !input.name().equals(Net.TIME)) {
                throw new IllegalArgumentException("cnf: expected a field with inputs '" + Net.STATE + "', '" + Net.TIME
                        + "' and parameters, got '" + input.name() + "'");
            }
        }
    }

    /** A flow with one field. */
    public static Cnf of(Net field) {
        return new Cnf(List.of(field), 1);
    }

    /** A flow with a field of your own, as {@link Net#field(Program)} takes it. */
    public static Cnf of(Program field) {
        return of(Net.field(field));
    }

    /**
     * FFJORD's usual form: blocks of concat-squash layers, the last of which begins small so that the flow begins near the identity.
     *
     * @param hidden widths of the hidden layers
     */
    public static Cnf ffjord(int dimension, int blocks, Activation activation, int... hidden) {
        List<Net> fields = new ArrayList<>();
        for (int k = 0; k < blocks; k++) {
            fields.add(
                    Net.field(blocks == 1 ? "" : "block" + k, concatSquash(dimension, activation, hidden), dimension));
        }
        return new Cnf(fields, 1);
    }

    private static Module concatSquash(int dimension, Activation activation, int... hidden) {
        List<Module> parts = new ArrayList<>();
        for (int width : hidden) {
            parts.add(ConcatSquash.of(width));
            parts.add(activation);
        }
        parts.add(ConcatSquash.scaled(dimension, 0.3));
        return new Sequential(parts);
    }

    /** Name of the field with the records x that the chain of a flow reads. */
    public static final String RECORD = "x";

    /**
     * The flow as it is trained: reads {@link #RECORD}, with a {@link Divergence.Hutchinson} divergence also {@link Divergence#PROBE}, the same for all fields,
     * and carries the state, the log-determinant and, where there are penalties, what they are of.
     */
    public Chain chain(Divergence divergence, Penalties penalties, Solved.How how) {
        List<String> states = penalties.none() ? Dynamics.PLAIN : Dynamics.REGULARISED;
        List<Stage> stages = new ArrayList<>();
        stages.add(new Mapped(Net.of(Program.of(g -> {
            g.output(Net.STATE, g.example(RECORD, dimension()));
            states.stream().skip(1).forEach(s -> g.output(s, g.constant(0).spread()));
        }))));
        for (Net field : fields) {
            Program dynamics = Dynamics.augmented(field, divergence, states)
                    .withLayout(field.program().layout());
            stages.add(new Solved(new Net(dynamics, field.initializers()), states, how, Solved.Extent.to(t1)));
        }
        return new Chain(stages);
    }

    /** What is asked of the end of the {@link #chain}: {@code nll}, −log p(x) in nats, and {@code loss}, the same with the penalties. */
    public Program likelihood(Penalties penalties) {
        return Program.of(g -> {
            Expr nll = BaseDensity.log(g.example(Net.STATE, dimension()))
                    .negate()
                    .minus(g.example(Dynamics.LOG_DETERMINANT));
            g.output("nll", nll);
            g.output(
                    "loss",
                    penalties.none()
                            ? nll
                            : nll.plus(g.example(Dynamics.KINETIC).times(penalties.kineticEnergy()))
                                    .plus(g.example(Dynamics.JACOBIAN).times(penalties.jacobianFrobenius())));
        });
    }

    /** This flow with another length of time. */
    public Cnf withT1(double other) {
        return new Cnf(fields, other);
    }

    public int dimension() {
        return fields.get(0).program().input(Net.STATE).shape().size();
    }

    /** The places of the parameters of all fields in θ. */
    public ParamLayout layout() {
        return layout(fields);
    }

    private static ParamLayout layout(List<Net> fields) {
        ParamLayout whole = ParamLayout.EMPTY;
        for (Net field : fields) {
            for (ParamLayout.Entry entry : field.program().layout().entries()) {
                whole = whole.append(entry.name(), entry.shape());
            }
        }
        return whole;
    }

    /** θ at the start of training. */
    public FlatVector initial(Precision precision, RandomKey key) {
        ParamLayout layout = layout();
        FlatVector theta = FlatVector.zeros(precision, layout.size());
        int offset = 0;
        for (Net field : fields) {
            FlatVector part = field.initial(precision, key);
            for (int i = 0; i < part.length(); i++) {
                theta.set(offset + i, part.get(i));
            }
            offset += part.length();
        }
        return theta;
    }

    /** A Program of one field, with its parameters where they lie in the whole θ. */
    Program placed(Program program) {
        return program.withLayout(layout());
    }
}
