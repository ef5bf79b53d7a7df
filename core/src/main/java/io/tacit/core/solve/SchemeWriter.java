package io.tacit.core.solve;

import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lets a method write its transitions for an equation. */
record SchemeWriter<E extends Equation>(Method<E> method, E equation, Scheme.Parts parts) {

    static <E extends Equation> SchemeWriter<E> of(Method<E> method, E equation, Stepping stepping) {
        Role clock = stepping == Stepping.PER_EXAMPLE ? Role.EXAMPLE : Role.SHARED;
        Scheme.Parts parts = new Scheme.Parts(
                equation.stateInputs(), method.memory(equation, clock), equation.noises(), equation.constants(), clock);
        requireNamesApart(method, parts);
        return new SchemeWriter<>(method, equation, parts);
    }

    private static void requireNamesApart(Method<?> method, Scheme.Parts parts) {
        List<String> taken = Stream.of(parts.states(), parts.noises(), parts.constants())
                .flatMap(List::stream)
                .map(Program.Input::name)
                .toList();
        for (Program.Input m : parts.memory()) {
            if (taken.contains(m.name())) {
                throw new IllegalArgumentException("input '" + m.name() + "' of the equation: " + method
                        + " keeps its memory under that name; rename the input");
            }
        }
    }

    /** Transitions of accepted steps. */
    Scheme.Transitions accepted() {
        return new Scheme.Transitions(
                start(Optional.empty()), step(StepGraph::outputAccepted), step(StepGraph::outputEnd));
    }

    /**
     * Transitions of a solve; those of accepted steps where a step has nothing to say of itself.
     *
     * @param norm where steps estimate their error
     * @param automatic where the start gives the size of the first step
     */
    Scheme.Transitions solving(Optional<ErrorNorm> norm, Optional<ErrorNorm> automatic, Scheme.Transitions accepted) {
        Scheme.Transition step = step(g -> g.outputTried(norm));
        Scheme.Transition lastStep = step(StepGraph::outputTriedEnd);
        return new Scheme.Transitions(
                start(automatic),
                step.says() ? step : accepted.step(),
                lastStep.says() ? lastStep : accepted.lastStep());
    }

    private Optional<Scheme.Transition> start(Optional<ErrorNorm> automatic) {
        return parts.memory().isEmpty() && automatic.isEmpty()
                ? Optional.empty()
                : Optional.of(written(g -> StepGraph.start(g, parts, automatic), g -> {
                    method.start(equation, g);
                    g.outputStart();
                }));
    }

    private Scheme.Transition step(Consumer<StepGraph> output) {
        return written(g -> StepGraph.step(g, parts), g -> {
            method.step(equation, g);
            output.accept(g);
        });
    }

    /** The interpolant of a method that has one. */
    Optional<Program> interpolant() {
        return method instanceof Interpolating<E> dense
                ? Optional.of(Program.of(g ->
                        dense.between(equation, new Between(g, parts)).byName().forEach(g::output)))
                : Optional.empty();
    }

    private Scheme.Transition written(Function<Graph, StepGraph> begin, Consumer<StepGraph> body) {
        List<StepGraph> written = new ArrayList<>(1);
        Program program = Program.of(g -> {
                    StepGraph graph = begin.apply(g);
                    body.accept(graph);
                    written.add(graph);
                })
                .withLayout(equation.layout());
        return new Scheme.Transition(program, written.get(0).evaluations(), List.of());
    }
}
