package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A traced network: its Program and how its parameters begin.
 *
 * @param initializers by parameter name; parameters without one begin as {@link Initializer#fanIn} of their last axis
 */
public record Net(Program program, Map<String, Initializer> initializers) {

    /** Name of the state, and of its derivative, in a vector field. */
    public static final String STATE = "z";

    /** Name of the time in a vector field. */
    public static final String TIME = "t";

    /** A vector field dz/dt = f(z, t) over states of the given shape: input and output {@link #STATE}, input {@link #TIME}. */
    public static Net field(Module module, int... dims) {
        return field("", module, dims);
    }

    /** {@link #field(Module, int...)} with parameters under a name, for models of several fields. */
    public static Net field(String name, Module module, int... dims) {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        Program program = Program.of(g -> {
            Expr z = g.example(STATE, dims);
            g.shared(TIME);
            Expr dz = module.apply(new Scope(g, name, initializers), z);
            requireDerivative(z.shape(), dz.shape());
            g.output(STATE, dz.spread());
        });
        return new Net(program, Map.copyOf(initializers));
    }

    /**
     * A network traced by hand from modules: the body declares inputs and outputs in the scope's graph.
     *
     * @param name before the names of all parameters; empty for none
     */
    public static Net traced(String name, Consumer<Scope> body) {
        Map<String, Initializer> initializers = new LinkedHashMap<>();
        Program program = Program.of(g -> body.accept(new Scope(g, name, initializers)));
        return new Net(program, Map.copyOf(initializers));
    }

    /** A Program traced by hand; parameters begin as PyTorch's linear layers do. */
    public static Net of(Program program) {
        return new Net(program, Map.of());
    }

    /**
     * A vector field traced by hand, with known physics inside if you like: an input {@link #STATE}, where needed an input {@link #TIME}, and one
     * output, the derivative of the state, whatever its name.
     */
    public static Net field(Program program) {
        if (program.outputs().size() != 1) {
            throw new IllegalArgumentException("vector field: expected one output, the derivative of '" + STATE
                    + "', got "
                    + program.outputs().stream().map(Program.Output::name).toList());
        }
        String only = program.outputs().get(0).name();
        requireDerivative(
                program.input(STATE).shape(), program.output(only).expr().shape());
        return of(Program.of(
                g -> g.output(STATE, program.inline(g, Map.of(), only).spread())));
    }

    private static void requireDerivative(Shape state, Shape derivative) {
        if (!derivative.equals(state)) {
            throw new IllegalArgumentException(
                    "a vector field gives what it takes: state " + state + ", derivative " + derivative);
        }
    }

    /** θ at the start: value i of parameter p is drawn by the key of p alone, so it does not depend on other parameters. */
    public FlatVector initial(Precision precision, RandomKey key) {
        ParamLayout layout = program.layout();
        FlatVector theta = FlatVector.zeros(precision, layout.size());
        for (ParamLayout.Entry entry : layout.entries()) {
            List<Integer> shape = entry.shape();
            int last = shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
            Initializer rule = initializers.getOrDefault(entry.name(), Initializer.fanIn(last));
            RandomKey own = key.with(entry.name());
            int size = shape.stream().reduce(1, (a, b) -> a * b);
            for (int i = 0; i < size; i++) {
                theta.set(entry.offset() + i, rule.value(shape, own, i));
            }
        }
        return theta;
    }
}
