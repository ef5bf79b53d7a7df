package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.List;

/** What a run is given, against what its Program declares. */
final class Borders {

    private Borders() {}

    /** The number of examples, or an error that names the block which does not fit. */
    static int check(Program program, List<Block> arguments, List<Block> results) {
        List<Program.Input> inputs = program.arguments();
        List<Program.Output> outputs = program.results();
        if (arguments.size() != inputs.size() || results.size() != outputs.size()) {
            throw new IllegalArgumentException("run: expected " + inputs.size() + " arguments and " + outputs.size()
                    + " results, got " + arguments.size() + " and " + results.size());
        }
        int examples = -1;
        for (int i = 0; i < inputs.size(); i++) {
            Program.Input in = inputs.get(i);
            examples = fit(
                    "argument",
                    in.name(),
                    in.role() == Role.EXAMPLE ? Kind.BATCHED : Kind.SHARED,
                    in.shape(),
                    arguments.get(i),
                    examples);
        }
        for (int i = 0; i < outputs.size(); i++) {
            Program.Output out = outputs.get(i);
            examples = fit("result", out.name(), out.expr().kind(), out.expr().shape(), results.get(i), examples);
        }
        return Math.max(1, examples);
    }

    private static int fit(String what, String name, Kind kind, Shape shape, Block block, int examples) {
        boolean batched = kind == Kind.BATCHED;
        boolean fits = block.kind() == kind && block.shape().equals(shape);
        if (!fits || (batched && examples >= 0 && block.examples() != examples)) {
            throw new IllegalArgumentException("%s '%s': expected %s %s%s, got %s %s of %d examples"
                    .formatted(
                            what,
                            name,
                            kind,
                            shape,
                            examples >= 0 ? " of " + examples + " examples" : "",
                            block.kind(),
                            block.shape(),
                            block.examples()));
        }
        return batched ? block.examples() : examples;
    }
}
