package io.tacit.core.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reverse mode (Linnainmaa 1970): one pass over the nodes in reverse. Each output gets a cotangent input {@code adj.name}; each input in
 * {@code wrt} gets an output {@code adj.name}. Where a SHARED value feeds a BATCHED one its cotangent is summed over the examples, so
 * parameter gradients need no special case. The n-th vjp of a Program uses {@code adjn.name}.
 */
final class ReverseMode {

    private final Map<Expr, Expr> cotangents = new HashMap<>();
    // Contributions of each example to the cotangent of a SHARED value: added up first, summed over the examples once.
    private final Map<Expr, Expr> perExample = new HashMap<>();
    private final Set<Expr> active = new HashSet<>();

    private ReverseMode() {}

    static Program vjp(Program program, Set<String> wrt) {
        return new ReverseMode().transform(new Graph(), program, wrt);
    }

    private Program transform(Graph g, Program program, Set<String> wrt) {
        String prefix = Program.prefix("adj", program.reverseOrder() + 1);
        Map<String, Expr> outputs = program.inline(g, Map.of());
        List<Expr> order = Graph.reachable(outputs.values());
        for (Expr e : order) {
            markActive(e, e.op() instanceof Leaf.Input input && wrt.contains(input.name()));
        }
        outputs.forEach((name, y) -> accumulate(y, g.input(prefix + name, y.shape(), roleOf(y))));
        for (int i = order.size() - 1; i >= 0; i--) {
            propagate(order.get(i));
        }
        outputs.forEach(g::output);
        Map<String, String> gradients = new HashMap<>();
        for (Program.Input input : program.inputs()) {
            if (wrt.contains(input.name())) {
                Expr x = g.input(input.name(), input.shape(), input.role());
                g.output(
                        prefix + input.name(),
                        ForwardMode.ofKind(x, cotangent(x).orElse(x.like(0))));
                if (input.role() == Role.PARAM) {
                    gradients.put(prefix + input.name(), input.name());
                }
            }
        }
        return new Program(g, program.layout(), gradients, program.forwardOrder(), program.reverseOrder() + 1);
    }

    private static Role roleOf(Expr y) {
        return y.kind() == Kind.BATCHED ? Role.EXAMPLE : Role.SHARED;
    }

    private void markActive(Expr e, boolean wanted) {
        if (wanted || e.inputs().stream().anyMatch(active::contains)) {
            active.add(e);
        }
    }

    private void propagate(Expr y) {
        if (!active.contains(y) || y.inputs().isEmpty()) {
            return;
        }
        cotangent(y).ifPresent(u -> propagate(y, u));
    }

    private void propagate(Expr y, Expr u) {
        if (y.op() instanceof Implicit op) {
            propagateRoot(y, op, u);
            return;
        }
        List<Optional<Expr>> contributions = y.op().cotangents(y, u);
        for (int i = 0; i < contributions.size(); i++) {
            Expr x = y.input(i);
            if (active.contains(x)) {
                contributions.get(i).ifPresent(c -> contribute(y, x, c));
            }
        }
    }

    /**
     * From a root to what its residual reads: a sweep of its own over the residual with the root held fixed. It has maps of its own since the residual
     * may share expressions with the rest of the graph that were passed already.
     */
    private void propagateRoot(Expr y, Implicit op, Expr u) {
        List<Expr> ends = Implicit.parameters(y);
        if (ends.stream().noneMatch(active::contains)) {
            return;
        }
        Expr residual = op.residualAt(y);
        ReverseMode nested = new ReverseMode();
        nested.sweep(residual, op.multiplier(y, u), y, new HashSet<>(ends), active);
        for (Expr end : new LinkedHashSet<>(ends)) {
            nested.handOver(end, this);
        }
    }

    private void sweep(Expr residual, Expr seed, Expr root, Set<Expr> ends, Set<Expr> outer) {
        List<Expr> order = Graph.reachable(List.of(residual));
        for (Expr e : order) {
            if (ends.contains(e) ? outer.contains(e) : e != root && reads(e)) {
                active.add(e);
            }
        }
        accumulate(residual, seed);
        for (int i = order.size() - 1; i >= 0; i--) {
            if (!ends.contains(order.get(i))) {
                propagate(order.get(i));
            }
        }
    }

    private boolean reads(Expr e) {
        return e.inputs().stream().anyMatch(active::contains);
    }

    private void handOver(Expr end, ReverseMode to) {
        Optional.ofNullable(cotangents.get(end)).ifPresent(c -> to.accumulate(end, c));
        Optional.ofNullable(perExample.get(end)).ifPresent(c -> to.perExample.merge(end, c, Expr::plus));
    }

    private void contribute(Expr y, Expr x, Expr contribution) {
        boolean crosses = y.kind() == Kind.BATCHED && x.kind() == Kind.SHARED;
        if (!crosses) {
            accumulate(x, contribution);
        } else if (contribution.op() instanceof MatMul) {
            // Engines compute the sum of products without the products.
            accumulate(x, contribution.spread().sumExamples());
        } else {
            perExample.merge(x, contribution.spread(), Expr::plus);
        }
    }

    private Optional<Expr> cotangent(Expr x) {
        Optional<Expr> summed = Optional.ofNullable(perExample.get(x)).map(Expr::sumExamples);
        Optional<Expr> direct = Optional.ofNullable(cotangents.get(x));
        return direct.isPresent() && summed.isPresent()
                ? Optional.of(direct.get().plus(summed.get()))
                : direct.isPresent() ? direct : summed;
    }

    private void accumulate(Expr x, Expr contribution) {
        cotangents.merge(x, contribution, Expr::plus);
    }
}
