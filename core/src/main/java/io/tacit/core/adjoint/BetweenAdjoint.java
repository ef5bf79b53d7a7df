package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.Program;
import io.tacit.core.solve.Between;
import io.tacit.core.solve.Carry;
import io.tacit.core.solve.Equation;
import io.tacit.core.solve.Scheme;
import io.tacit.core.solve.Stepper;
import io.tacit.core.solve.TimeStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The vjp of an interpolant, compiled: takes the cotangent of a state within a step to the carries at both of its ends.
 *
 * @param needsEnd whether it asks for the values where the step ends; a polynomial, which is linear in them, does not
 */
record BetweenAdjoint(Executable vjp, boolean needsEnd, boolean times) {

    static BetweenAdjoint of(Engine engine, Scheme.Parts parts, Program interpolant, boolean times) {
        List<String> by = new ArrayList<>();
        parts.passed().forEach(i -> by.add(i.name()));
        parts.passed().forEach(i -> by.add(Between.atEnd(i.name())));
        if (times) {
            by.addAll(List.of(Equation.STEP, Between.FRACTION));
        }
        Program vjp = interpolant
                .vjp(by.toArray(String[]::new))
                .select(by.stream().map(interpolant::cotangentOf).toArray(String[]::new));
        List<String> ends =
                parts.passed().stream().map(i -> Between.atEnd(i.name())).toList();
        boolean needsEnd =
                vjp.nodes().stream().anyMatch(e -> e.op() instanceof Leaf.Input input && ends.contains(input.name()));
        return new BetweenAdjoint(engine.compileLazily(vjp), needsEnd, times);
    }

    /** A step with a fraction of it for each example. */
    record Within(Carry from, Carry to, TimeStep timeStep, Block fraction) {}

    /** Cotangents of both ends, of the size of the step and of the fractions. */
    record Pulled(Carry from, Carry to, Block dt, Block fraction) {}

    void run(Within within, List<Block> cotangents, Pulled results) {
        List<Block> arguments =
                Stepper.betweenArguments(within.from(), within.to(), within.timeStep(), within.fraction());
        arguments.addAll(cotangents);
        List<Block> into = results.from().passed();
        into.addAll(results.to().passed());
        if (times) {
            into.add(results.dt());
            into.add(results.fraction());
        }
        vjp.run(arguments, within.fraction(), into, within.fraction());
    }
}
