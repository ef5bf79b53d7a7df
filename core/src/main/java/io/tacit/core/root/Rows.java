package io.tacit.core.root;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of Programs on plain arrays {@code [example][place]}. */
record Rows(Engine engine) {

    /** Values of results by name, and what was added to the gradient. */
    record Values(Map<String, double[][]> results, FlatVector gradient) {}

    Values run(Executable executable, Map<String, double[][]> inputs, FlatVector theta) {
        Program program = executable.program();
        List<Block> arguments = new ArrayList<>();
        int examples = 1;
        for (Program.Input input : program.arguments()) {
            Block block = block(input, inputs.getOrDefault(input.name(), new double[0][]));
            arguments.add(block);
            examples = Math.max(examples, block.examples());
        }
        List<Block> results = new ArrayList<>();
        for (Program.Output o : program.results()) {
            results.add(engine.allocate(o.expr().kind(), o.expr().shape(), examples));
        }
        requireParameters(program, theta);
        Block gradient = engine.vector(FlatVector.zeros(engine.precision(), theta.length()));
        executable.run(arguments, engine.vector(theta), results, gradient);
        return new Values(read(program, results), gradient.toVector(engine.precision()));
    }

    private static void requireParameters(Program program, FlatVector theta) {
        if (theta.length() != program.layout().size()) {
            throw new IllegalArgumentException(
                    "theta: expected " + program.layout().size() + " parameters, got " + theta.length());
        }
    }

    private Block block(Program.Input input, double[][] rows) {
        int size = input.shape().size();
        Kind kind = input.role().kind();
        boolean fits = rows.length > 0 && (kind == Kind.BATCHED || rows.length == 1);
        double[] flat = new double[rows.length * size];
        for (int b = 0; b < rows.length; b++) {
            fits &= rows[b].length == size;
            System.arraycopy(rows[b], 0, flat, b * size, Math.min(size, rows[b].length));
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "input '" + input.name() + "': expected rows of " + size + " values (" + kind
                            + " " + input.shape() + "), got " + rows.length + " rows"
                            + (rows.length > 0 ? ", the first of " + rows[0].length : ""));
        }
        Block block = engine.allocate(kind, input.shape(), rows.length);
        block.load(FlatVector.of(flat), 0);
        return block;
    }

    private static Map<String, double[][]> read(Program program, List<Block> results) {
        Map<String, double[][]> values = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            Block block = results.get(i);
            FlatVector flat = block.toVector(Precision.FLOAT64);
            int size = block.shape().size();
            double[][] rows = new double[block.examples()][size];
            for (int b = 0; b < rows.length; b++) {
                for (int p = 0; p < size; p++) {
                    rows[b][p] = flat.get(b * size + p);
                }
            }
            values.put(program.results().get(i).name(), rows);
        }
        return values;
    }
}
