package io.tacit.core.solve.ode;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Context;
import io.tacit.core.solve.Problem;
import io.tacit.core.solve.Stepper;
import io.tacit.core.solve.Stepping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An explicit Runge–Kutta method compiled for an equation. The carry is the state and its derivative. */
final class RungeKutta implements Stepper {

    private final Engine engine;
    private final StepPrograms programs;
    private final Steps steps;
    private final int states;
    private final boolean automatic;
    private final boolean controlled;
    private final Executable start;
    private final Executable step;
    private final Executable lastStep;

    RungeKutta(Engine engine, StepPrograms programs, Steps steps) {
        this.engine = engine;
        this.programs = programs;
        this.steps = steps;
        this.states = programs.ode().states().size();
        this.automatic = steps.start().results().size() > states;
        this.controlled =
                steps.step().program().results().stream().anyMatch(o -> o.name().equals(Ode.ERROR));
        this.start = engine.compile(steps.start());
        this.step = engine.compile(steps.step().program());
        this.lastStep = engine.compileLazily(steps.lastStep().program());
    }

    @Override
    public int order() {
        return programs.tableau().order();
    }

    @Override
    public int startEvaluations() {
        return automatic ? 2 : 1;
    }

    @Override
    public int stepEvaluations() {
        return programs.evaluations();
    }

    @Override
    public void check(Problem problem) {
        check("initial", programs.ode().stateInputs(), problem.initial());
        check("constants", programs.ode().constants(), problem.constants());
    }

    private static void check(String what, List<Program.Input> expected, List<Block> got) {
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

    @Override
    public List<Block> carry(int examples) {
        List<Block> carry = new ArrayList<>();
        List<Program.Input> inputs = programs.ode().stateInputs();
        Stream.of(inputs, inputs, steps.residuals())
                .flatMap(List::stream)
                .forEach(i -> carry.add(engine.allocate(i.role().kind(), i.shape(), examples)));
        return carry;
    }

    @Override
    public Block scalar(int examples) {
        return engine.allocate(
                programs.stepping() == Stepping.PER_EXAMPLE ? Kind.BATCHED : Kind.SHARED, Shape.SCALAR, examples);
    }

    @Override
    public void start(Context context, List<Block> carry, Block t, Block direction, Block size) {
        List<Block> arguments = new ArrayList<>(carry.subList(0, states));
        List<Block> results = new ArrayList<>(carry.subList(states, 2 * states));
        arguments.add(t);
        if (automatic) {
            arguments.add(direction);
            results.add(size);
        }
        arguments.addAll(context.constants());
        start.run(arguments, context.theta(), results, context.theta());
    }

    @Override
    public void step(Context context, List<Block> from, Block t, Block dt, List<Block> to, Block error) {
        List<Block> results = new ArrayList<>(to.subList(0, 2 * states));
        if (controlled) {
            results.add(error);
        }
        addResiduals(steps.step(), from, results);
        step.run(arguments(context, from, t, dt), context.theta(), results, context.theta());
    }

    @Override
    public void lastStep(Context context, List<Block> from, Block t, Block dt, List<Block> to) {
        List<Block> results = new ArrayList<>(to.subList(0, states));
        addResiduals(steps.lastStep(), from, results);
        lastStep.run(arguments(context, from, t, dt), context.theta(), results, context.theta());
    }

    private void addResiduals(Steps.Step taken, List<Block> from, List<Block> results) {
        for (int place : taken.residuals()) {
            results.add(from.get(2 * states + place));
        }
    }

    private List<Block> arguments(Context context, List<Block> from, Block t, Block dt) {
        List<Block> arguments = new ArrayList<>(from.subList(0, 2 * states));
        arguments.add(t);
        arguments.add(dt);
        arguments.addAll(context.constants());
        return arguments;
    }
}
