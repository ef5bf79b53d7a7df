package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.Instruction;
import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.engine.plan.instruction.Plan;
import io.tacit.core.engine.plan.instruction.Slot;
import io.tacit.core.engine.plan.instruction.Target;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compiler from a Program to a {@link Plan}: schedule, register allocation by liveness (places in arrays), instructions. */
public final class Planner {

    private static final int AT_THE_END = Integer.MAX_VALUE;

    private final Program program;
    private final List<GradientTerms.Term> gradient;
    private final FusionSchedule schedule;
    private final Places places = new Places();
    private final Map<Expr, Integer> lastUse = new HashMap<>();
    private final Set<Expr> results = new HashSet<>();
    private final Set<Expr> readElsewhere = new HashSet<>();
    private final Allocator tile = new Allocator();
    private final Allocator shared = new Allocator();
    private final Target target;
    private final List<Double> constants = new ArrayList<>();
    private final List<List<Instruction>> sharedWork = new ArrayList<>();
    private final List<List<Instruction>> tileWork = new ArrayList<>();
    private final Emitter emitter;
    private int reduced;

    private Planner(Program program, Target target) {
        this.program = program;
        this.target = target;
        this.gradient = GradientTerms.of(program).terms();
        List<Expr> targets = new ArrayList<>();
        program.results().forEach(o -> targets.add(o.expr()));
        gradient.forEach(t -> targets.add(t.value()));
        List<Expr> nodes = reachable(targets);
        this.schedule = new FusionSchedule(nodes, targets, target.precision());
        this.emitter = new Emitter(schedule, places, target);
        nodes.forEach(this::placeGiven);
    }

    /** @param target engine and precision it is made for */
    public static Plan plan(Program program, Target target) {
        return new Planner(program.evaluated(), target).build();
    }

    private Plan build() {
        findLastUses();
        placeResults();
        List<FusionSchedule.Group> groups = schedule.groups();
        for (int i = 0; i < groups.size(); i++) {
            emit(groups.get(i), i);
        }
        List<Instruction> finish = finish();
        List<Plan.Phase> phases = new ArrayList<>();
        for (int p = 0; p < sharedWork.size(); p++) {
            phases.add(new Plan.Phase(List.copyOf(sharedWork.get(p)), List.copyOf(tileWork.get(p))));
        }
        int padding = target.alignment().step();
        return new Plan(
                phases,
                finish,
                new Plan.Scratch(tile.size(), shared.size() + padding, reduced + padding, emitter.operands()),
                constants);
    }

    private static List<Expr> reachable(Collection<Expr> targets) {
        Map<Integer, Expr> seen = new TreeMap<>();
        List<Expr> open = new ArrayList<>(targets);
        while (!open.isEmpty()) {
            Expr e = open.remove(open.size() - 1);
            if (seen.putIfAbsent(e.id(), e) == null) {
                open.addAll(e.inputs());
            }
        }
        return List.copyOf(seen.values());
    }

    // Places

    private void placeGiven(Expr e) {
        if (e.op() instanceof Leaf.Input input) {
            places.put(e, inputPlace(input));
        } else if (e.op() instanceof Leaf.Literal literal) {
            places.put(e, new Place(Slot.CONSTANT, constants.size(), Place.Lanes.SHARED));
            constants.addAll(literal.values());
            int padding = target.alignment().rounded(constants.size()) - constants.size();
            constants.addAll(Collections.nCopies(padding, 0.0));
        }
    }

    private Place inputPlace(Leaf.Input input) {
        if (input.role() == Role.PARAM) {
            return new Place(Slot.THETA, program.layout().entry(input.name()).offset(), Place.Lanes.SHARED);
        }
        int index =
                program.arguments().stream().map(Program.Input::name).toList().indexOf(input.name());
        Place.Lanes lanes = input.role() == Role.EXAMPLE ? Place.Lanes.TILE : Place.Lanes.SHARED;
        return new Place(Slot.FIRST_ARGUMENT + index, 0, lanes);
    }

    private int resultSlot(int index) {
        return Slot.FIRST_ARGUMENT + program.arguments().size() + index;
    }

    private void findLastUses() {
        List<FusionSchedule.Group> groups = schedule.groups();
        for (int i = 0; i < groups.size(); i++) {
            List<Expr> operations = groups.get(i).operations();
            for (Expr e : operations) {
                for (Expr x : schedule.needs(e)) {
                    if (!groups.get(i).again().contains(x)) {
                        lastUse.merge(x, i, Math::max);
                    }
                    if (!operations.contains(x)) {
                        readElsewhere.add(x);
                    }
                }
            }
        }
        program.results().forEach(o -> keep(schedule.view(o.expr()).root()));
        gradient.forEach(t -> {
            if (!addedDirectly(t.value())) {
                keep(schedule.view(t.value()).root());
            }
        });
    }

    private void keep(Expr root) {
        lastUse.put(root, AT_THE_END);
        readElsewhere.add(root);
    }

    /** A value of each example that is a result as it stands is computed in its place. */
    private void placeResults() {
        for (int i = 0; i < program.results().size(); i++) {
            Expr e = program.results().get(i).expr();
            View v = schedule.view(e);
            boolean computed = v.root().kind() == Kind.BATCHED && !(v.root().op() instanceof Leaf);
            if (computed
                    && v.whole(e.shape().size())
                    && !places.has(v.root())
                    && !(v.root().op() instanceof ExampleSum)) {
                places.put(v.root(), new Place(resultSlot(i), 0, Place.Lanes.TILE));
                results.add(v.root());
            }
        }
    }

    /** Whether a sum over examples is one term of the gradient and nothing else. */
    private boolean addedDirectly(Expr e) {
        long terms = gradient.stream().filter(t -> t.value() == e).count();
        boolean alone = !readElsewhere.contains(e)
                && program.results().stream()
                        .noneMatch(o -> schedule.view(o.expr()).root() == e);
        return e.op() instanceof ExampleSum && terms == 1 && alone;
    }

    private Place allocate(Expr e) {
        int size = e.shape().size();
        if (e.op() instanceof ExampleSum) {
            return gradient.stream()
                    .filter(t -> addedDirectly(e) && t.value() == e)
                    .findFirst()
                    .map(t -> new Place(Slot.GRADIENT, t.offset(), Place.Lanes.SHARED))
                    .orElseGet(() -> new Place(Slot.TOTAL, reserveReduced(size), Place.Lanes.SHARED));
        }
        return e.kind() == Kind.BATCHED
                ? new Place(Slot.TILE, tile.take(size), Place.Lanes.TILE)
                : new Place(Slot.SHARED, shared.take(target.alignment().rounded(size)), Place.Lanes.SHARED);
    }

    private int reserveReduced(int size) {
        int start = reduced;
        reduced += target.alignment().rounded(size);
        return start;
    }

    private void release(Expr e) {
        if (!places.has(e)) {
            return;
        }
        Place place = places.of(e);
        if (place.slot() == Slot.TILE) {
            tile.give(place.offset(), e.shape().size());
        } else if (place.slot() == Slot.SHARED) {
            shared.give(place.offset(), target.alignment().rounded(e.shape().size()));
        }
    }

    // Instructions

    private void emit(FusionSchedule.Group group, int index) {
        for (Expr e : group.members()) {
            boolean stored = !group.elementwise() || readElsewhere.contains(e);
            if (stored && !places.has(e)) {
                places.put(e, allocate(e));
            }
        }
        work(group).addAll(emitter.instructions(group));
        releaseAfter(group, index);
    }

    private void releaseAfter(FusionSchedule.Group group, int index) {
        Set<Expr> done = new HashSet<>(group.members());
        group.operations().forEach(e -> done.addAll(schedule.needs(e)));
        done.removeAll(group.again());
        done.stream().filter(x -> lastUse.getOrDefault(x, index) == index).forEach(this::release);
    }

    private List<Instruction> work(FusionSchedule.Group group) {
        while (sharedWork.size() <= group.phase()) {
            sharedWork.add(new ArrayList<>());
            tileWork.add(new ArrayList<>());
        }
        return (group.kind() == Kind.BATCHED ? tileWork : sharedWork).get(group.phase());
    }

    private List<Instruction> finish() {
        List<Instruction> finish = new ArrayList<>();
        for (int i = 0; i < program.results().size(); i++) {
            moveResult(program.results().get(i).expr(), resultSlot(i), finish);
        }
        for (GradientTerms.Term term : gradient) {
            if (!addedDirectly(term.value())) {
                Place target = new Place(Slot.GRADIENT, term.offset(), Place.Lanes.SHARED);
                emitter.addShared(term.value(), target).ifPresent(finish::add);
            }
        }
        return finish;
    }

    private void moveResult(Expr e, int slot, List<Instruction> finish) {
        Expr root = schedule.view(e).root();
        boolean inPlace = results.contains(root) && places.of(root).slot() == slot;
        if (inPlace) {
            return;
        }
        Place.Lanes lanes = e.kind() == Kind.BATCHED ? Place.Lanes.TILE : Place.Lanes.SHARED;
        Instruction move = emitter.move(e, new Place(slot, 0, lanes));
        if (e.kind() == Kind.BATCHED) {
            work(new FusionSchedule.Group(
                            Math.max(lastPhase(), schedule.phase(e)), Kind.BATCHED, 0, List.of(e), List.of()))
                    .add(move);
        } else {
            finish.add(move);
        }
    }

    private int lastPhase() {
        return Math.max(0, sharedWork.size() - 1);
    }
}
