package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Linearization;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Context;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Scheme;
import io.tacit.core.solve.Stepper;
import io.tacit.core.solve.TimeStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The vjp of a step, of the last step (which leaves no memory) and of the start (which computes the first one), compiled. Each takes the
 * cotangents of the carry and of the wanted constants, and gives them one step earlier: constants pass through a step, so their cotangents
 * add up on the way. A step whose residuals were kept is pulled back without being computed again.
 */
final class StepAdjoint {

    private final Engine engine;
    private final Scheme.Parts parts;
    private final Scheme.Transitions forward;
    private final Wrt wrt;
    private final Scheme recording;
    private final Executable replay;
    private final Optional<Executable> restart;
    private final Optional<Executable> start;
    private final Pull step;
    private final Pull lastStep;
    private final Optional<BetweenAdjoint> between;

    /** A vjp that computes its step again, and one that is given residuals. */
    private record Pull(Executable again, Executable recorded, List<Integer> residuals) {}

    /** Whether the residuals of a step hold those of a last step. */
    private final boolean stepLeavesLast;

    StepAdjoint(Engine engine, Scheme scheme, Wrt wrt) {
        this.engine = engine;
        this.parts = scheme.parts();
        this.forward = scheme.accepted();
        this.wrt = wrt;
        this.replay = engine.compileLazily(forward.step().program());
        this.restart = forward.start().map(s -> engine.compileLazily(s.program()));
        this.start = forward.start()
                .map(s -> engine.compileLazily(
                        vjp(withStates(s.program()), names(parts.states()), clocks(Equation.TIME))));
        Program stepVjp = vjp(forward.step().program(), carryNames(), clocks(Equation.TIME, Equation.STEP));
        Program lastVjp = vjp(forward.lastStep().program(), carryNames(), clocks(Equation.TIME, Equation.STEP));
        Scheme.Transitions solving = scheme.solving();
        Linearization linearized = Linearization.of(List.of(
                new Linearization.Pair(solving.step().program(), stepVjp),
                new Linearization.Pair(solving.lastStep().program(), lastVjp)));
        Linearization.Part ofStep = linearized.parts().get(0);
        Linearization.Part ofLast = linearized.parts().get(1);
        this.recording = new Scheme(
                scheme.order(),
                parts,
                new Scheme.Transitions(
                        solving.start(), recording(solving.step(), ofStep), recording(solving.lastStep(), ofLast)),
                forward,
                scheme.interpolant(),
                linearized.residuals());
        this.step =
                new Pull(engine.compileLazily(stepVjp), engine.compileLazily(ofStep.pullback()), ofStep.residuals());
        this.between = scheme.interpolant().map(i -> BetweenAdjoint.of(engine, parts, i, wrt.times()));
        this.stepLeavesLast = new HashSet<>(ofStep.residuals()).containsAll(ofLast.residuals());
        this.lastStep =
                new Pull(engine.compileLazily(lastVjp), engine.compileLazily(ofLast.pullback()), ofLast.residuals());
    }

    private static Scheme.Transition recording(Scheme.Transition plain, Linearization.Part part) {
        return new Scheme.Transition(part.forward(), plain.evaluations(), part.residuals());
    }

    /** The scheme, with steps that leave residuals. */
    Scheme recording() {
        return recording;
    }

    /** What is differentiated. */
    Scheme.Transitions forward() {
        return forward;
    }

    /** What takes states kept within steps back; empty where steps land on the times kept. */
    Optional<BetweenAdjoint> between() {
        return between;
    }

    private static List<String> names(List<Program.Input> inputs) {
        return inputs.stream().map(Program.Input::name).toList();
    }

    private List<String> carryNames() {
        return Stream.of(parts.states(), parts.memory())
                .flatMap(p -> names(p).stream())
                .toList();
    }

    private List<String> clocks(String... names) {
        return wrt.times() ? List.of(names) : List.of();
    }

    /** The start with the state as a further result. */
    private Program withStates(Program program) {
        return Program.of(g -> {
                    Map<String, Expr> memory = program.inline(g, Map.of());
                    parts.states().forEach(s -> g.output(s.name(), g.input(s.name(), s.shape(), s.role())));
                    memory.forEach(g::output);
                })
                .withLayout(program.layout());
    }

    private Program vjp(Program forward, List<String> carry, List<String> clocks) {
        Program passing = Program.of(g -> {
                    forward.inline(g, Map.of()).forEach(g::output);
                    wrt.constants().forEach(c -> g.output(c.name(), g.input(c.name(), c.shape(), c.role())));
                })
                .withLayout(forward.layout());
        List<String> by = new ArrayList<>(carry);
        by.addAll(names(wrt.constants()));
        by.addAll(clocks);
        Program vjp = passing.vjpWithParams(by.toArray(String[]::new));
        return vjp.select(Stream.concat(by.stream(), vjp.params().stream())
                .map(passing::cotangentOf)
                .toArray(String[]::new));
    }

    boolean ownClocks() {
        return parts.clock() == Role.EXAMPLE;
    }

    boolean wantsTimes() {
        return wrt.times();
    }

    /** Storage for the cotangents of the wanted constants. */
    List<Block> constants(int examples) {
        return wrt.constants().stream()
                .map(c -> engine.allocate(c.role().kind(), c.shape(), examples))
                .toList();
    }

    TimeStep timeStep(int examples) {
        List<Block> noises = parts.noises().stream()
                .map(n -> engine.allocate(n.role().kind(), n.shape(), examples))
                .toList();
        return new TimeStep(scalar(examples), scalar(examples), noises);
    }

    private Block scalar(int examples) {
        return engine.allocate(parts.clock().kind(), Shape.SCALAR, examples);
    }

    /** Cotangents of a carry, of the wanted constants and of time and size of the step. */
    record Adjoints(Carry carry, List<Block> constants, TimeStep timeStep) {}

    /** Takes an accepted step again. */
    void replay(Context context, Carry from, TimeStep timeStep, Carry to) {
        replay.run(Stepper.arguments(context, from, timeStep), context.theta(), to.passed(), context.theta());
    }

    /** Computes the memory of a carry anew. */
    void restart(Context context, Carry carry, TimeStep timeStep) {
        restart.ifPresent(executable -> executable.run(
                Stepper.startArguments(context, carry, timeStep), context.theta(), carry.memory(), context.theta()));
    }

    void pullStep(Context context, Carry from, TimeStep timeStep, Adjoints after, Adjoints before, Block gradient) {
        pull(step, new Pulled(context, from, timeStep, after, after.carry().passed()), before, gradient);
    }

    void pullLast(Context context, Carry from, TimeStep timeStep, Adjoints after, Adjoints before, Block gradient) {
        pull(lastStep, new Pulled(context, from, timeStep, after, after.carry().states()), before, gradient);
    }

    /**
     * Whether {@link #pullLast} finds what it needs: a step that was taken as any other may have left other residuals than a last step would.
     *
     * @param takenAsLast whether the last step was taken without computing memory
     */
    boolean pullsLast(Carry from, boolean takenAsLast) {
        return from.residuals().isEmpty() || takenAsLast || stepLeavesLast;
    }

    /** A step on its way back: where it began, and the cotangents of what it gave. */
    private record Pulled(Context context, Carry from, TimeStep timeStep, Adjoints after, List<Block> cotangents) {}

    private void pull(Pull pull, Pulled taken, Adjoints before, Block gradient) {
        List<Block> arguments = Stepper.arguments(taken.context(), taken.from(), taken.timeStep());
        arguments.addAll(taken.cotangents());
        arguments.addAll(taken.after().constants());
        List<Block> results = results(before.carry().passed(), before);
        if (wrt.times()) {
            results.add(before.timeStep().dt());
        }
        Block theta = taken.context().theta();
        if (taken.from().residuals().isEmpty()) {
            pull.again().run(arguments, theta, results, gradient);
        } else {
            pull.residuals().forEach(r -> arguments.add(taken.from().residuals().get(r)));
            pull.recorded().run(arguments, theta, results, gradient);
        }
    }

    void pullStart(Context context, Carry from, TimeStep timeStep, Adjoints after, Adjoints before, Block gradient) {
        List<Block> arguments = Stepper.startArguments(context, from, timeStep);
        arguments.addAll(after.carry().passed());
        arguments.addAll(after.constants());
        start.orElseThrow()
                .run(arguments, context.theta(), results(before.carry().states(), before), gradient);
    }

    private List<Block> results(List<Block> carry, Adjoints before) {
        List<Block> results = new ArrayList<>(carry);
        results.addAll(before.constants());
        if (wrt.times()) {
            results.add(before.timeStep().t());
        }
        return results;
    }
}
