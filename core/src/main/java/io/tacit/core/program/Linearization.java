package io.tacit.core.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Programs and their vjps cut in two: what does not depend on cotangents is computed forwards and handed over as <i>residuals</i>, the rest is
 * the pullback. Sums, products and the like of what is handed over anyway, and SHARED values, are computed again instead.
 *
 * @param parts one for each Program and its vjp
 * @param residuals those of all parts
 */
public record Linearization(List<Part> parts, List<Program.Input> residuals) {

    /**
     * One Program cut from its vjp.
     *
     * @param forward the Program with the residuals that its pullback needs as further outputs
     * @param pullback the vjp with those residuals as further inputs
     * @param residuals which they are, as places in {@link Linearization#residuals}
     */
    public record Part(Program forward, Program pullback, List<Integer> residuals) {}

    /** A Program and a vjp of it, or of one that shares its expressions. */
    public record Pair(Program program, Program vjp) {}

    public Linearization {
        parts = List.copyOf(parts);
        residuals = List.copyOf(residuals);
    }

    public static Linearization of(List<Pair> pairs) {
        return new Cut(pairs).split();
    }

    /** Work on one graph that holds all Programs, so that what they share is the same expression. */
    private static final class Cut {

        private final Graph g = new Graph();
        private final List<Pair> pairs;
        private final List<Map<String, Expr>> forwards = new ArrayList<>();
        private final List<Map<String, Expr>> vjps = new ArrayList<>();
        private final Set<Expr> late = new HashSet<>();
        private final Set<Expr> available = new HashSet<>();
        private final Set<Expr> stored = new LinkedHashSet<>();

        Cut(List<Pair> pairs) {
            this.pairs = pairs;
            for (Pair pair : pairs) {
                forwards.add(pair.program().inline(g, Map.of()));
                vjps.add(pair.vjp().inline(g, Map.of()));
            }
        }

        Linearization split() {
            Set<Expr> needed = new HashSet<>();
            for (int i = 0; i < pairs.size(); i++) {
                needed.addAll(needs(i));
            }
            List<Expr> all = new ArrayList<>();
            vjps.forEach(v -> all.addAll(v.values()));
            List<Expr> early = new ArrayList<>(Graph.reachable(all));
            early.removeAll(late);
            passOn(needed, early);
            early.forEach(e -> settle(e, needed.contains(e)));
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                parts.add(part(i));
            }
            return new Linearization(parts, stored.stream().map(Cut::input).toList());
        }

        private static Program.Input input(Expr e) {
            return new Program.Input("", e.shape(), e.kind() == Kind.BATCHED ? Role.EXAMPLE : Role.SHARED);
        }

        /** Marks what depends on cotangents, and gives what that needs of the rest. */
        private Set<Expr> needs(int i) {
            Set<String> early = new HashSet<>();
            pairs.get(i).program().inputs().forEach(in -> early.add(in.name()));
            Set<Expr> needs = new HashSet<>(vjps.get(i).values());
            for (Expr e : Graph.reachable(vjps.get(i).values())) {
                boolean cotangent = e.op() instanceof Leaf.Input in && !early.contains(in.name());
                if (cotangent || e.inputs().stream().anyMatch(late::contains)) {
                    late.add(e);
                    needs.addAll(e.inputs());
                }
            }
            return needs;
        }

        /** A value computed cheaply from one other needs that instead. */
        private static void passOn(Set<Expr> needed, List<Expr> early) {
            for (int i = early.size() - 1; i >= 0; i--) {
                Expr e = early.get(i);
                List<Expr> sources = e.inputs().stream()
                        .filter(x -> x.kind() == Kind.BATCHED)
                        .distinct()
                        .toList();
                if (needed.contains(e) && cheap(e.op()) && !(e.op() instanceof Slice) && sources.size() == 1) {
                    needed.remove(e);
                    needed.add(sources.get(0));
                }
            }
        }

        private void settle(Expr e, boolean needed) {
            boolean operands = available.containsAll(e.inputs());
            if (e.op() instanceof Leaf || (operands && (e.kind() == Kind.SHARED || cheap(e.op())))) {
                available.add(e);
            } else if (needed) {
                available.add(e);
                stored.add(e);
            }
        }

        /** Whether it costs less to compute again than to write and read. */
        private static boolean cheap(Op op) {
            if (op instanceof Unary unary) {
                return switch (unary) {
                    case NEG, ABS, SIGN, SQUARE, RELU, STEP, STOP_GRADIENT -> true;
                    default -> false;
                };
            }
            if (op instanceof Binary binary) {
                return binary != Binary.POW && binary != Binary.DIV;
            }
            return op instanceof Where
                    || op instanceof Broadcast
                    || op instanceof Reshape
                    || op instanceof Slice
                    || op instanceof Spread;
        }

        private Part part(int i) {
            Map<Integer, Expr> pulled = reachable(vjps.get(i).values());
            List<Integer> places = new ArrayList<>();
            int place = 0;
            for (Expr e : stored) {
                if (pulled.containsKey(e.id())) {
                    places.add(place);
                }
                place++;
            }
            return new Part(forward(i, places), pullback(i, pulled, places), places);
        }

        private static String name(int place) {
            return "residual." + place;
        }

        private Program forward(int i, List<Integer> places) {
            Graph to = new Graph();
            Map<Expr, Expr> copies = new HashMap<>();
            pairs.get(i).program().inputs().forEach(in -> declare(to, in, copies));
            List<Expr> wanted = new ArrayList<>(forwards.get(i).values());
            List<Expr> residuals = List.copyOf(stored);
            places.forEach(r -> wanted.add(residuals.get(r)));
            for (Expr e : Graph.reachable(wanted)) {
                if (!copies.containsKey(e)) {
                    copies.put(e, Program.copy(to, e, copies));
                }
            }
            forwards.get(i).forEach((name, e) -> to.output(name, copied(copies, e)));
            places.forEach(r -> to.output(name(r), copied(copies, residuals.get(r))));
            return new Program(to, pairs.get(i).program().layout(), Map.of(), 0, 0);
        }

        private Program pullback(int i, Map<Integer, Expr> pulled, List<Integer> places) {
            Graph to = new Graph();
            Map<Expr, Expr> copies = new HashMap<>();
            pairs.get(i).vjp().inputs().forEach(in -> declare(to, in, copies));
            List<Expr> residuals = List.copyOf(stored);
            for (int r : places) {
                Program.Input in = input(residuals.get(r));
                copies.put(residuals.get(r), to.input(name(r), in.shape(), in.role()));
            }
            for (Expr e : pulled.values()) {
                if (!copies.containsKey(e)) {
                    copies.put(e, Program.copy(to, e, copies));
                }
            }
            Map<String, String> gradients = new HashMap<>();
            pairs.get(i).vjp().outputs().forEach(o -> o.gradientOf().ifPresent(p -> gradients.put(o.name(), p)));
            vjps.get(i).forEach((name, e) -> to.output(name, copied(copies, e)));
            return new Program(to, pairs.get(i).vjp().layout(), gradients, 0, 0);
        }

        private static Expr copied(Map<Expr, Expr> copies, Expr e) {
            return Objects.requireNonNull(copies.get(e));
        }

        private void declare(Graph to, Program.Input in, Map<Expr, Expr> copies) {
            copies.put(g.input(in.name(), in.shape(), in.role()), to.input(in.name(), in.shape(), in.role()));
        }

        /** What the given values need when residuals are given, by id. */
        private Map<Integer, Expr> reachable(Collection<Expr> from) {
            Map<Integer, Expr> seen = new TreeMap<>();
            List<Expr> open = new ArrayList<>(from);
            while (!open.isEmpty()) {
                Expr e = open.remove(open.size() - 1);
                if (seen.putIfAbsent(e.id(), e) == null && !stored.contains(e)) {
                    open.addAll(e.inputs());
                }
            }
            return seen;
        }
    }
}
