package io.tacit.core.solve;

import io.tacit.core.program.Program;
import io.tacit.core.tensor.ParamLayout;
import java.util.List;

/**
 * What is solved over time: which components its state has, what it holds constant, and where its parameters lie in θ. An equation is a record
 * of Programs; a {@link Method} knows what they mean, the loop and the adjoints never look inside.
 */
public interface Equation {

    /** Name of the input that is time. */
    String TIME = "t";

    /** Name of the input that is the size of a step. */
    String STEP = "dt";

    /** State components, in order. EXAMPLE inputs as a rule; a SHARED one has one value for the batch and needs a common step. */
    List<Program.Input> stateInputs();

    /** Inputs that are constant over a solve, in the order in which a {@link Problem} gives them. */
    List<Program.Input> constants();

    /** Noises of a step, EXAMPLE inputs which a {@link Drive} fills; none where the equation is deterministic. */
    default List<Program.Input> noises() {
        return List.of();
    }

    /** The places of the parameters in θ. */
    ParamLayout layout();

    /** Names of the state components. */
    default List<String> states() {
        return stateInputs().stream().map(Program.Input::name).toList();
    }

    /** One further value for each state component, named {@code prefix + component}: for the memory of a method. */
    default List<Program.Input> likeState(String prefix) {
        return stateInputs().stream()
                .map(s -> new Program.Input(prefix + s.name(), s.shape(), s.role()))
                .toList();
    }
}
