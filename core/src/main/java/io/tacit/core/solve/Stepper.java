package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link Scheme} compiled for an engine: takes the steps of a solve. Immutable and thread-safe. */
public final class Stepper {

    private final Engine engine;
    private final Scheme scheme;
    private final Optional<Executable> start;
    private final Optional<Executable> restart;
    private final Executable step;
    private final Executable lastStep;
    private final Optional<Executable> interpolant;

    Stepper(Engine engine, Scheme scheme) {
        this.engine = engine;
        this.scheme = scheme;
        this.start = scheme.solving().start().map(s -> engine.compile(s.program()));
        this.restart = scheme.accepted().start().map(s -> engine.compileLazily(s.program()));
        this.step = engine.compile(scheme.solving().step().program());
        this.lastStep = engine.compileLazily(scheme.solving().lastStep().program());
        this.interpolant = scheme.interpolant().map(engine::compile);
    }

    public Scheme scheme() {
        return scheme;
    }

    /** Refuses a problem whose blocks do not fit the equation. */
    void requireFits(Problem problem) {
        requireBlocks("initial", scheme.parts().states(), problem.initial());
        requireBlocks("constants", scheme.parts().constants(), problem.constants());
        requireTheta(problem.theta());
        if (problem.examples() == 0) {
            throw new IllegalArgumentException("initial: expected one example or more, got blocks of none");
        }
        if (!scheme.parts().noises().isEmpty() && problem.noise().records().isEmpty()) {
            throw new IllegalArgumentException("noise: the equation has "
                    + names(scheme.parts().noises()) + ", expected Problem.withNoise to say where they come from");
        }
    }

    private void requireTheta(Block theta) {
        int expected = scheme.accepted().step().program().layout().size();
        if (expected > 0 && theta.shape().size() != expected) {
            throw new IllegalArgumentException("theta: expected " + expected + " values, for "
                    + scheme.accepted().step().program().params() + ", got "
                    + theta.shape().size());
        }
    }

    private static void requireBlocks(String what, List<Program.Input> expected, List<Block> got) {
        if (expected.size() != got.size()) {
            throw new IllegalArgumentException(
                    what + ": expected " + expected.size() + " blocks, for " + names(expected) + ", got " + got.size());
        }
        for (int i = 0; i < got.size(); i++) {
            Program.Input input = expected.get(i);
            Block block = got.get(i);
            if (!block.shape().equals(input.shape())
                    || block.kind() != input.role().kind()) {
                throw new IllegalArgumentException(what + ", block for '" + input.name() + "': expected " + input.role()
                        + " of shape " + input.shape() + ", got " + block.kind() + " of shape " + block.shape());
            }
        }
    }

    private static List<String> names(List<Program.Input> inputs) {
        return inputs.stream().map(Program.Input::name).toList();
    }

    /** Storage for a carry. */
    public Carry carry(int examples) {
        return new Carry(
                blocks(scheme.parts().states(), examples),
                blocks(scheme.parts().memory(), examples),
                blocks(scheme.residuals(), examples));
    }

    private List<Block> blocks(List<Program.Input> inputs, int examples) {
        return inputs.stream()
                .map(i -> engine.allocate(i.role().kind(), i.shape(), examples))
                .toList();
    }

    /** Storage for time and size of a step. */
    public TimeStep timeStep(int examples) {
        return new TimeStep(
                scalar(examples), scalar(examples), blocks(scheme.parts().noises(), examples));
    }

    Estimates estimates(int examples) {
        return new Estimates(scalar(examples), scalar(examples), scalar(examples), scalar(examples));
    }

    private Block scalar(int examples) {
        return engine.allocate(scheme.parts().clock().kind(), Shape.SCALAR, examples);
    }

    /**
     * Computes the memory of a carry whose states are set.
     *
     * @param size receives the size of the first step, where the controller leaves it to the method
     */
    void start(Context context, Carry carry, TimeStep timeStep, Block size) {
        start.ifPresent(executable -> {
            List<Block> arguments = startArguments(context, carry, timeStep);
            List<Block> results = new ArrayList<>(carry.memory());
            if (scheme.solving().start().orElseThrow().gives(Equation.STEP)) {
                results.add(size);
            }
            executable.run(arguments, context.theta(), results, context.theta());
        });
    }

    /** Computes the memory of a carry anew where it begins again, without a size. */
    void restart(Context context, Carry carry, TimeStep timeStep) {
        restart.ifPresent(executable -> executable.run(
                startArguments(context, carry, timeStep), context.theta(), carry.memory(), context.theta()));
    }

    /** Tries one step. With clocks of their own, examples whose error is above 1 or not a number keep their carry. */
    void step(Context context, Carry from, TimeStep timeStep, Carry to, Estimates estimates) {
        Scheme.Transition taken = scheme.solving().step();
        List<Block> results = to.passed();
        addSaid(taken, estimates, results);
        addResiduals(taken, from, results);
        step.run(arguments(context, from, timeStep), context.theta(), results, context.theta());
    }

    private static void addSaid(Scheme.Transition taken, Estimates estimates, List<Block> results) {
        add(taken, Scheme.ERROR, estimates.error(), results);
        add(taken, Scheme.FACTOR, estimates.factor(), results);
        add(taken, Scheme.WORK, estimates.work(), results);
        add(taken, Scheme.CONVERGED, estimates.converged(), results);
    }

    private static void add(Scheme.Transition taken, String result, Block block, List<Block> results) {
        if (taken.gives(result)) {
            results.add(block);
        }
    }

    /** The last step of a solve without tolerance: only the states of {@code to} are needed. */
    void lastStep(Context context, Carry from, TimeStep timeStep, Carry to, Estimates estimates) {
        List<Block> results = new ArrayList<>(to.states());
        addSaid(scheme.solving().lastStep(), estimates, results);
        addResiduals(scheme.solving().lastStep(), from, results);
        lastStep.run(arguments(context, from, timeStep), context.theta(), results, context.theta());
    }

    private static void addResiduals(Scheme.Transition taken, Carry from, List<Block> results) {
        taken.residuals().forEach(r -> results.add(from.residuals().get(r)));
    }

    /**
     * Finds the states within a step that was taken.
     *
     * @param fraction how far into the step, for each example
     */
    void between(Carry from, Carry to, TimeStep timeStep, Block fraction, List<Block> states) {
        Block theta = fraction;
        interpolant.orElseThrow().run(betweenArguments(from, to, timeStep, fraction), theta, states, theta);
    }

    /** What an interpolant is run with: both ends of a step, its size, the fraction. A new list. */
    public static List<Block> betweenArguments(Carry from, Carry to, TimeStep timeStep, Block fraction) {
        List<Block> arguments = from.passed();
        arguments.addAll(to.passed());
        arguments.add(timeStep.dt());
        arguments.add(fraction);
        return arguments;
    }

    /** What a step is run with: states, memory, timeStep, constants. A new list. */
    public static List<Block> arguments(Context context, Carry from, TimeStep timeStep) {
        List<Block> arguments = from.passed();
        arguments.add(timeStep.t());
        arguments.add(timeStep.dt());
        arguments.addAll(timeStep.noises());
        arguments.addAll(context.constants());
        return arguments;
    }

    /** What a start is run with: states, timeStep, constants. A new list. */
    public static List<Block> startArguments(Context context, Carry carry, TimeStep timeStep) {
        List<Block> arguments = new ArrayList<>(carry.states());
        arguments.add(timeStep.t());
        arguments.add(timeStep.dt());
        arguments.addAll(context.constants());
        return arguments;
    }
}
