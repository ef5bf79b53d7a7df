package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled {@link Mapped}. On the way back the Program is evaluated once more, together with its derivative: nothing between its inputs and its
 * outputs is kept.
 *
 * @param active names of inputs that have cotangents
 */
record CompiledMapped(Engine engine, Executable value, Optional<Executable> derivative, List<String> active)
        implements CompiledChain.CompiledStage {

    static CompiledMapped of(CompiledChain.Compiler compiler, Mapped mapped, List<String> active) {
        Program program = spread(mapped.net().program()).withLayout(compiler.layout());
        boolean differentiated = compiler.differentiates()
                && !(active.isEmpty() && mapped.net().program().params().isEmpty());
        return new CompiledMapped(
                compiler.engine(),
                compiler.engine().compile(program.evaluated()),
                differentiated
                        ? Optional.of(compiler.engine().compileLazily(derivative(program, active)))
                        : Optional.empty(),
                active);
    }

    /** The Program with outputs that are BATCHED, as all values of a chain are. */
    private static Program spread(Program program) {
        return Program.of(g -> program.inline(g, Map.of()).forEach((name, e) -> g.output(name, e.spread())));
    }

    /** Cotangents only: the values are known. */
    private static Program derivative(Program program, List<String> active) {
        Program vjp = program.vjpWithParams(active.toArray(String[]::new));
        List<String> kept = new ArrayList<>();
        vjp.outputs().stream()
                .filter(o -> o.gradientOf().isPresent())
                .map(Program.Output::name)
                .forEach(kept::add);
        active.stream().map(program::cotangentOf).forEach(kept::add);
        return vjp.select(kept.toArray(String[]::new));
    }

    @Override
    public void pass(Environment values, Block theta, ChainTrace trace) {
        List<Block> arguments = value.program().arguments().stream()
                .map(i -> values.get(i.name()))
                .toList();
        List<Block> results = new ArrayList<>();
        for (Program.Output output : value.program().results()) {
            Block result = engine.allocate(Kind.BATCHED, output.expr().shape(), values.examples());
            results.add(result);
        }
        value.run(arguments, theta, results, theta);
        List<Program.Input> inputs = value.program().arguments();
        derivative.ifPresent(d -> trace.add((cotangents, gradient) ->
                back(new Passed(inputs, arguments, values.examples()), d, theta, cotangents, gradient)));
        for (int i = 0; i < results.size(); i++) {
            values.put(value.program().results().get(i).name(), results.get(i));
        }
    }

    /** What a pass has read. */
    private record Passed(List<Program.Input> inputs, List<Block> arguments, int examples) {
        Optional<Block> argument(String name) {
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i).name().equals(name)) {
                    return Optional.of(arguments.get(i));
                }
            }
            return Optional.empty();
        }
    }

    private void back(Passed passed, Executable by, Block theta, CotangentSums cotangents, Block gradient) {
        Map<String, Block> seeds = new HashMap<>();
        for (Program.Output output : value.program().results()) {
            cotangents
                    .take(output.name())
                    .ifPresent(c -> seeds.put(value.program().cotangentOf(output.name()), c));
        }
        if (seeds.isEmpty()) {
            return;
        }
        List<Block> bound = new ArrayList<>();
        for (Program.Input input : by.program().arguments()) {
            bound.add(passed.argument(input.name())
                    .or(() -> Optional.ofNullable(seeds.get(input.name())))
                    .orElseGet(() -> engine.allocate(Kind.BATCHED, input.shape(), passed.examples)));
        }
        List<Block> results = new ArrayList<>();
        by.program()
                .results()
                .forEach(o -> results.add(engine.allocate(Kind.BATCHED, o.expr().shape(), passed.examples)));
        by.run(bound, theta, results, gradient);
        for (int i = 0; i < active.size(); i++) {
            cotangents.add(active.get(i), results.get(i));
        }
    }
}
