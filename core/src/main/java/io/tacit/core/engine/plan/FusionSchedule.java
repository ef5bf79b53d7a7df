package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.Reshape;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * In which order, and in which groups, the values of a Program are computed.
 *
 * <p>A <em>phase</em> ends where a sum over examples is used: SHARED values of phase p, then one pass over the tiles. Inside a phase and kind
 * a value's <em>level</em> is the longest way to it, where elementwise operations that follow one another row for row do not count; those of
 * one level that touch the same values form one group, which becomes one kernel.
 */
final class FusionSchedule {

    /** Primitive operations of a group; larger ones are cut, because the virtual machine's compiler gives up on very long loop bodies. */
    private static final int LARGEST_GROUP = 100;

    /**
     * Values computed together: one expression, or elementwise operations on equally many rows.
     *
     * @param again values of other groups that this one computes again for itself
     */
    record Group(int phase, Kind kind, int level, List<Expr> members, List<Expr> again) {

        /** All operations, in order. */
        List<Expr> operations() {
            List<Expr> all = new ArrayList<>(again);
            all.addAll(members);
            return all;
        }

        boolean elementwise() {
            return members.get(0).op() instanceof Elementwise;
        }
    }

    private final Precision precision;
    private final Map<Expr, View> views = new HashMap<>();
    private final Set<Expr> gathered = new HashSet<>();
    private final Set<Expr> summedProducts = new HashSet<>();
    private final Map<Expr, Integer> phases = new HashMap<>();
    private final Map<Expr, Integer> levels = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /**
     * @param nodes everything to compute, operands first
     * @param targets those whose values leave the Program
     * @param precision of the kernels that groups become
     */
    FusionSchedule(List<Expr> nodes, List<Expr> targets, Precision precision) {
        this.precision = precision;
        findSummedProducts(nodes, targets);
        nodes.forEach(this::markGathered);
        nodes.forEach(this::rank);
        group(nodes);
        recompute(new HashSet<>(targets));
    }

    List<Group> groups() {
        return groups;
    }

    /** How {@code e} is read. */
    View view(Expr e) {
        return views.computeIfAbsent(e, View::of);
    }

    int phase(Expr e) {
        return rank(phases, e);
    }

    /** Whether a view is also stored on its own because a reader needs its rows in one run. */
    boolean isGathered(Expr e) {
        return gathered.contains(e);
    }

    /** Whether {@code product} is never stored because only its sum over examples is needed. */
    boolean isSummedProduct(Expr product) {
        return summedProducts.contains(product);
    }

    /** What is computed: everything but views, unless gathered, and products that exist only as sums. */
    private boolean computed(Expr e) {
        return gathered.contains(e) || (view(e).root() == e && !summedProducts.contains(e));
    }

    /** The stored expression from which {@code e} reads its operand {@code x}. */
    Expr source(Expr e, Expr x) {
        return readable(e, x) ? view(x).root() : x;
    }

    /** Σ over examples of U·Zᵀ with U [m×p], Z [k×p] per example: a parameter gradient, computed by one product over the lanes. */
    private void findSummedProducts(List<Expr> nodes, List<Expr> targets) {
        Map<Expr, Integer> uses = new HashMap<>();
        nodes.forEach(e -> e.inputs().forEach(i -> uses.merge(i, 1, Integer::sum)));
        targets.forEach(e -> uses.merge(e, 1, Integer::sum));
        for (Expr e : nodes) {
            Expr product = e.op() instanceof ExampleSum ? unshaped(e.input(0)) : e;
            if (e != product
                    && product.op() instanceof MatMul m
                    && gradientForm(m, product)
                    && onlyUse(e.input(0), product, uses)) {
                summedProducts.add(product);
            }
        }
    }

    private static Expr unshaped(Expr e) {
        return e.op() instanceof Reshape ? unshaped(e.input(0)) : e;
    }

    private static boolean onlyUse(Expr from, Expr product, Map<Expr, Integer> uses) {
        return uses.getOrDefault(from, 0) == 1 && (from == product || onlyUse(from.input(0), product, uses));
    }

    private static boolean gradientForm(MatMul m, Expr product) {
        Expr u = product.input(0);
        Expr z = product.input(1);
        boolean batched =
                View.of(u).root().kind() == Kind.BATCHED && View.of(z).root().kind() == Kind.BATCHED;
        boolean left = m.a() == MatMul.Form.PLAIN || u.shape().dim(0) == 1;
        boolean right = m.b() == MatMul.Form.TRANSPOSED || z.shape().dim(1) == 1;
        return batched && left && right;
    }

    private void markGathered(Expr e) {
        if (view(e).root() == e) {
            e.inputs().stream().filter(x -> !readable(e, x)).forEach(gathered::add);
        }
    }

    /**
     * Whether {@code e} can read {@code x} through its view. Kernels over tiles follow any map of rows; kernels over SHARED values read runs and
     * single numbers; all else reads runs, of one lane for each example.
     */
    private boolean readable(Expr e, Expr x) {
        View v = view(x);
        if (e.op() instanceof Elementwise) {
            return e.kind() == Kind.BATCHED
                    || v.rows().contiguous()
                    || v.rows().constant(x.shape().size());
        }
        boolean lanesMissing = x.kind() == Kind.BATCHED && v.root().kind() == Kind.SHARED;
        return v.rows().contiguous() && !lanesMissing && !(v.root().op() instanceof Leaf.Fill);
    }

    private void rank(Expr e) {
        int phase = 0;
        for (Expr x : e.inputs()) {
            phase = Math.max(phase, rank(phases, x) + (x.op() instanceof ExampleSum ? 1 : 0));
        }
        phases.put(e, phase);
        int level = 0;
        for (Expr x : needs(e)) {
            if (sameStage(x, e, phase)) {
                boolean follows = fuses(x, e);
                level = Math.max(level, rank(levels, x) + (follows ? 0 : 1));
            }
        }
        levels.put(e, level);
    }

    /** What has to be stored before {@code e} is computed. */
    List<Expr> needs(Expr e) {
        if (view(e).root() != e) {
            return List.of(view(e).root());
        }
        List<Expr> needs = new ArrayList<>();
        for (Expr x : e.inputs()) {
            Expr source = source(e, x);
            if (summedProducts.contains(source)) {
                needs.addAll(needs(source));
            } else {
                needs.add(source);
            }
        }
        return needs;
    }

    /** Whether x is computed in the same pass as e: a sum over examples belongs to the pass over the tiles that it ends. */
    private boolean sameStage(Expr x, Expr e, int phase) {
        Kind pass = e.op() instanceof ExampleSum ? Kind.BATCHED : e.kind();
        return rank(phases, x) == phase && x.kind() == pass && !(x.op() instanceof ExampleSum);
    }

    /** Whether e reads x row for row, so that both can be computed in one pass over the rows. */
    private boolean fuses(Expr x, Expr e) {
        return x.op() instanceof Elementwise
                && e.op() instanceof Elementwise
                && x.shape().size() == e.shape().size()
                && e.inputs().stream().filter(i -> view(i).root() == x).allMatch(i -> view(i).whole(
                                x.shape().size()));
    }

    private static int rank(Map<Expr, Integer> ranks, Expr e) {
        return Objects.requireNonNull(ranks.get(e), "operands are ranked before what reads them");
    }

    private record Stage(int phase, Kind kind, int level) {}

    private void group(List<Expr> nodes) {
        Map<Stage, List<Expr>> stages = new TreeMap<>(
                Comparator.comparingInt(Stage::phase).thenComparing(Stage::kind).thenComparingInt(Stage::level));
        for (Expr e : nodes) {
            if (computed(e) && !given(e)) {
                Kind pass = e.op() instanceof ExampleSum ? Kind.BATCHED : e.kind();
                stages.computeIfAbsent(new Stage(rank(phases, e), pass, rank(levels, e)), s -> new ArrayList<>())
                        .add(e);
            }
        }
        stages.forEach(this::groupStage);
    }

    private boolean given(Expr e) {
        return e.op() instanceof Leaf && !(e.op() instanceof Leaf.ExampleCount) && !gathered.contains(e);
    }

    private void groupStage(Stage stage, List<Expr> members) {
        Map<Integer, List<Expr>> bySize = new LinkedHashMap<>();
        for (Expr e : members) {
            if (e.op() instanceof Elementwise && !gathered.contains(e)) {
                bySize.computeIfAbsent(e.shape().size(), s -> new ArrayList<>()).add(e);
            } else {
                groups.add(new Group(stage.phase(), stage.kind(), stage.level(), List.of(e), List.of()));
            }
        }
        for (List<Expr> sameSize : bySize.values()) {
            for (List<Expr> part : connected(sameSize)) {
                for (List<Expr> cut : cut(part)) {
                    groups.add(new Group(stage.phase(), stage.kind(), stage.level(), List.copyOf(cut), List.of()));
                }
            }
        }
    }

    private List<List<Expr>> cut(List<Expr> part) {
        List<List<Expr>> cuts = new ArrayList<>();
        int begin = 0;
        int size = 0;
        for (int i = 0; i < part.size(); i++) {
            int primitives =
                    FusedKernel.primitives(precision, (Elementwise) part.get(i).op());
            if (size > 0 && size + primitives > LARGEST_GROUP) {
                cuts.add(part.subList(begin, i));
                begin = i;
                size = 0;
            }
            size += primitives;
        }
        cuts.add(part.subList(begin, part.size()));
        return cuts;
    }

    /** Lets groups compute cheap values again, then drops what nobody reads any more; from the last group to the first. */
    private void recompute(Set<Expr> targets) {
        Recomputation recomputation = new Recomputation(this);
        Set<Expr> read = new HashSet<>();
        targets.forEach(e -> read.add(view(e).root()));
        for (int i = groups.size() - 1; i >= 0; i--) {
            Group g = groups.get(i);
            List<Expr> members = g.elementwise() ? stillRead(g.members(), read) : g.members();
            List<Expr> again = g.elementwise() ? recomputation.of(members) : List.of();
            Group kept = new Group(g.phase(), g.kind(), g.level(), members, again);
            kept.operations()
                    .forEach(e ->
                            needs(e).stream().filter(x -> !again.contains(x)).forEach(read::add));
            groups.set(i, kept);
        }
        groups.removeIf(g -> g.members().isEmpty());
    }

    private List<Expr> stillRead(List<Expr> members, Set<Expr> read) {
        Set<Expr> inside = new HashSet<>(read);
        List<Expr> kept = new ArrayList<>();
        for (int i = members.size() - 1; i >= 0; i--) {
            if (inside.contains(members.get(i))) {
                kept.add(0, members.get(i));
                inside.addAll(needs(members.get(i)));
            }
        }
        return kept;
    }

    /** Parts that share values, each in order. */
    private Collection<List<Expr>> connected(List<Expr> members) {
        Map<Expr, Expr> leader = new HashMap<>();
        for (Expr e : members) {
            union(leader, e, e);
            for (Expr x : e.inputs()) {
                Expr root = view(x).root();
                if (root.kind() == e.kind()) {
                    union(leader, e, root);
                }
            }
        }
        Map<Expr, List<Expr>> parts = new LinkedHashMap<>();
        members.forEach(e ->
                parts.computeIfAbsent(find(leader, e), k -> new ArrayList<>()).add(e));
        return parts.values();
    }

    private static void union(Map<Expr, Expr> leader, Expr a, Expr b) {
        leader.put(find(leader, a), find(leader, b));
    }

    private static Expr find(Map<Expr, Expr> leader, Expr e) {
        Expr at = e;
        Expr next = leader.getOrDefault(at, at);
        while (next != at) {
            at = next;
            next = leader.getOrDefault(at, at);
        }
        return at;
    }
}
