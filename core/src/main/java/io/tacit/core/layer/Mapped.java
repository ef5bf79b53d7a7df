package io.tacit.core.layer;

import io.tacit.core.nn.Initializer;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A stage that evaluates a Program once: its EXAMPLE inputs are read by name, its outputs are written by name. */
public record Mapped(Net net) implements Stage {

    public Mapped {
        for (Program.Input input : net.program().arguments()) {
            if (input.role() != Role.EXAMPLE) {
                throw new IllegalArgumentException("mapped: expected inputs that each example has for itself, got the"
                        + " SHARED '" + input.name() + "'");
            }
        }
    }

    @Override
    public List<Read> reads() {
        return net.program().arguments().stream()
                .map(i -> new Read(i.name(), i.shape(), false))
                .toList();
    }

    @Override
    public List<String> writes() {
        return net.program().outputs().stream().map(Program.Output::name).toList();
    }

    @Override
    public Shape shape(String written) {
        return net.program().output(written).expr().shape();
    }

    @Override
    public List<Net> nets() {
        return List.of(net);
    }

    /** This stage and the next as one, with the outputs of both. */
    Mapped then(Mapped next) {
        Program first = net.program();
        Program second = next.net.program();
        Program both = Program.of(g -> {
            Map<String, Expr> written = new LinkedHashMap<>(first.inline(g, Map.of()));
            Map<String, Expr> read = new HashMap<>();
            second.arguments().stream()
                    .filter(i -> written.containsKey(i.name()))
                    .forEach(i -> read.put(i.name(), written.get(i.name())));
            written.putAll(second.inline(g, read));
            written.forEach(g::output);
        });
        Map<String, Initializer> initializers = new HashMap<>(net.initializers());
        initializers.putAll(next.net.initializers());
        return new Mapped(new Net(both, initializers));
    }
}
