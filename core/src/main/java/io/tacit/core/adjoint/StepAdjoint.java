package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Split;
import io.tacit.core.solve.Context;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.OdeSolver;
import io.tacit.core.solve.ode.StepPrograms;
import io.tacit.core.solve.ode.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The vjp of a step, of the last step (which gives no derivative on) and of the start (which computes the first one), compiled. Each takes
 * the cotangents of the carry and of the wanted constants, and gives them one step earlier: constants pass through a step, so their
 * cotangents add up on the way. A step whose residuals were kept is pulled back without being computed again.
 */
final class StepAdjoint {

    private final Engine engine;
    private final StepPrograms programs;
    private final int states;
    private final Wrt wrt;
    private final Steps recording;
    private final Executable replay;
    private final Executable start;
    private final Pull step;
    private final Pull lastStep;

    /** A vjp that computes its step again, and one that is given residuals. */
    private record Pull(Executable again, Executable recorded, List<Integer> residuals) {}

    StepAdjoint(Engine engine, Ode ode, OdeSolver solver, Wrt wrt) {
        this.engine = engine;
        this.wrt = wrt;
        this.programs = new StepPrograms(ode, solver.tableau(), solver.stepping());
        this.states = ode.states().size();
        this.replay = engine.compileLazily(programs.step());
        this.start = engine.compileLazily(vjp(withStates(programs.start()), ode.states(), clocks(Ode.TIME)));
        Program stepVjp = vjp(programs.step(), carryNames(), clocks(Ode.TIME, Ode.STEP));
        Program lastVjp = vjp(programs.lastStep(), carryNames(), clocks(Ode.TIME, Ode.STEP));
        Steps plain = solver.steps(ode);
        Split split = Split.of(List.of(
                new Split.Pair(plain.step().program(), stepVjp),
                new Split.Pair(plain.lastStep().program(), lastVjp)));
        Split.Part first = split.parts().get(0);
        Split.Part last = split.parts().get(1);
        this.recording = new Steps(
                plain.start(),
                new Steps.Step(first.forward(), first.residuals()),
                new Steps.Step(last.forward(), last.residuals()),
                split.residuals());
        this.step = new Pull(engine.compileLazily(stepVjp), engine.compileLazily(first.pullback()), first.residuals());
        this.lastStep =
                new Pull(engine.compileLazily(lastVjp), engine.compileLazily(last.pullback()), last.residuals());
    }

    /** The solver's steps, leaving residuals. */
    Steps recording() {
        return recording;
    }

    /** Whether residuals came with a carry. */
    boolean recorded(List<Block> carry) {
        return carry.size() > 2 * states;
    }

    private List<String> carryNames() {
        return Stream.concat(
                        programs.ode().states().stream(),
                        programs.ode().states().stream().map(StepPrograms::slope))
                .toList();
    }

    private List<String> clocks(String... names) {
        return wrt.times() ? List.of(names) : List.of();
    }

    /** The start with the state as a further result. */
    private Program withStates(Program program) {
        return Program.of(g -> {
                    Map<String, io.tacit.core.program.Expr> slopes = program.inline(g, Map.of());
                    programs.ode()
                            .stateInputs()
                            .forEach(s -> g.output(s.name(), g.input(s.name(), s.shape(), s.role())));
                    slopes.forEach(g::output);
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
        wrt.constants().forEach(c -> by.add(c.name()));
        by.addAll(clocks);
        Program vjp = passing.vjpWithParams(by.toArray(String[]::new));
        return vjp.select(Stream.concat(by.stream(), vjp.params().stream())
                .map(n -> "adj." + n)
                .toArray(String[]::new));
    }

    Ode ode() {
        return programs.ode();
    }

    int evaluations() {
        return programs.evaluations();
    }

    boolean ownClocks() {
        return programs.stepping() == Stepping.PER_EXAMPLE;
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

    Block scalar(int examples) {
        Role role = ownClocks() ? Role.EXAMPLE : Role.SHARED;
        return engine.allocate(role.kind(), Shape.SCALAR, examples);
    }

    /** Where and how far a step goes. */
    record Place(Block t, Block dt) {}

    /** Cotangents of a carry, of the wanted constants and of the place. */
    record Adjoints(List<Block> carry, List<Block> constants, Place place) {

        List<Block> state() {
            return carry.subList(0, carry.size() / 2);
        }
    }

    /** Takes an accepted step again. */
    void replay(Context context, List<Block> from, Place place, List<Block> to) {
        replay.run(arguments(context, from, place), context.theta(), to, context.theta());
    }

    void pullStep(Context context, List<Block> from, Place place, Adjoints after, Adjoints before, Block gradient) {
        List<Block> arguments = arguments(context, from, place);
        arguments.addAll(after.carry());
        pull(step, context, from, arguments, after, before, gradient);
    }

    void pullLast(Context context, List<Block> from, Place place, Adjoints after, Adjoints before, Block gradient) {
        List<Block> arguments = arguments(context, from, place);
        arguments.addAll(after.state());
        pull(lastStep, context, from, arguments, after, before, gradient);
    }

    private void pull(
            Pull pull,
            Context context,
            List<Block> from,
            List<Block> arguments,
            Adjoints after,
            Adjoints before,
            Block gradient) {
        arguments.addAll(after.constants());
        List<Block> results = results(before.carry(), before, true);
        if (recorded(from)) {
            pull.residuals().forEach(place -> arguments.add(from.get(2 * states + place)));
            pull.recorded().run(arguments, context.theta(), results, gradient);
        } else {
            pull.again().run(arguments, context.theta(), results, gradient);
        }
    }

    void pullStart(Context context, List<Block> from, Place place, Adjoints after, Adjoints before, Block gradient) {
        List<Block> arguments = new ArrayList<>(from.subList(0, states));
        arguments.add(place.t());
        arguments.addAll(context.constants());
        arguments.addAll(after.carry());
        arguments.addAll(after.constants());
        start.run(arguments, context.theta(), results(before.state(), before, false), gradient);
    }

    private List<Block> arguments(Context context, List<Block> from, Place place) {
        List<Block> arguments = new ArrayList<>(from.subList(0, 2 * states));
        arguments.add(place.t());
        arguments.add(place.dt());
        arguments.addAll(context.constants());
        return arguments;
    }

    private List<Block> results(List<Block> carry, Adjoints before, boolean withSize) {
        List<Block> results = new ArrayList<>(carry);
        results.addAll(before.constants());
        if (wrt.times()) {
            results.add(before.place().t());
            if (withSize) {
                results.add(before.place().dt());
            }
        }
        return results;
    }
}
