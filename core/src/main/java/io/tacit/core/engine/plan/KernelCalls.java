package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.KernelCall;
import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.engine.plan.instruction.Rows;
import io.tacit.core.engine.plan.instruction.Target;
import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.RowMap;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes one {@link FusedKernel} for a group of elementwise operations. Products that are only added become fused multiply-adds. */
final class KernelCalls {

    private record Read(Place place, RowMap map) {}

    private final FusionSchedule.Group group;
    private final FusionSchedule schedule;
    private final Places places;
    private final Target target;
    private final int size;
    private final FusedKernel.Builder builder;
    private final List<Place> operands = new ArrayList<>();
    private final Map<Read, Integer> reads = new HashMap<>();
    private final Map<Expr, Integer> values = new HashMap<>();
    private final Set<Expr> absorbed;

    private KernelCalls(FusionSchedule.Group group, FusionSchedule schedule, Places places, Target target) {
        this.target = target;
        this.group = group;
        this.schedule = schedule;
        this.places = places;
        this.size = group.members().get(0).shape().size();
        this.builder = FusedKernel.over(target.precision(), shared() ? 1 : size);
        this.absorbed = group.operations().stream()
                .filter(e -> e.op() == Binary.MUL && onlyAdded(e))
                .collect(Collectors.toSet());
    }

    static KernelCall call(FusionSchedule.Group group, FusionSchedule schedule, Places places, Target target) {
        return new KernelCalls(group, schedule, places, target).write();
    }

    private boolean shared() {
        return group.kind() == Kind.SHARED;
    }

    private KernelCall write() {
        group.operations().stream().filter(e -> !absorbed.contains(e)).forEach(e -> values.put(e, operation(e)));
        List<Place> all = new ArrayList<>(operands);
        for (Expr e : group.members()) {
            if (places.has(e)) {
                builder.store(value(e));
                all.add(places.of(e));
            }
        }
        return new KernelCall(
                builder.build(), List.copyOf(all), shared() ? target.alignment().rounded(size) : 0);
    }

    /** Whether a product is read once, here, as a summand, and not stored. */
    private boolean onlyAdded(Expr product) {
        if (group.members().contains(product) && places.has(product)) {
            return false;
        }
        List<Expr> readers = group.operations().stream()
                .filter(e -> e.inputs().stream().anyMatch(x -> schedule.source(e, x) == product))
                .toList();
        boolean once = readers.size() == 1 && readers.get(0).op() == Binary.ADD;
        return once
                && schedule.source(readers.get(0), readers.get(0).input(0))
                        != schedule.source(readers.get(0), readers.get(0).input(1))
                && !otherSummandAbsorbed(readers.get(0), product);
    }

    /** The first of two products that are added is absorbed. */
    private boolean otherSummandAbsorbed(Expr sum, Expr product) {
        Expr first = schedule.source(sum, sum.input(0));
        return first != product
                && first.op() == Binary.MUL
                && group.operations().contains(first)
                && onlyAdded(first);
    }

    private int operation(Expr e) {
        if (e.op() == Binary.ADD) {
            for (int i = 0; i < 2; i++) {
                Expr product = schedule.source(e, e.input(i));
                if (absorbed.contains(product)) {
                    return builder.fma(
                            argument(product, product.input(0)),
                            argument(product, product.input(1)),
                            argument(e, e.input(1 - i)));
                }
            }
        }
        int[] arguments = e.inputs().stream().mapToInt(x -> argument(e, x)).toArray();
        return builder.apply((Elementwise) e.op(), arguments);
    }

    private int value(Expr e) {
        return Objects.requireNonNull(values.get(e), "members of a group come after what they read");
    }

    private int argument(Expr reader, Expr x) {
        Expr source = schedule.source(reader, x);
        Integer known = values.get(source);
        if (known != null) {
            return known;
        }
        if (source.op() instanceof Leaf.Fill fill) {
            return builder.constant(fill.value());
        }
        return read(
                places.of(source),
                source == x ? Rows.IDENTITY : schedule.view(x).rows());
    }

    private int read(Place place, Rows rows) {
        boolean constant = rows.constant(size);
        Place start = constant ? place.plus(rows.row(0)) : rows.contiguous() ? place.plus(rows.offset()) : place;
        return shared() ? readShared(start, constant) : readTile(start, constant, rows);
    }

    private int readShared(Place start, boolean constant) {
        RowMap first = RowMap.first(1);
        boolean oneNumber = constant && size > 1;
        return reads.computeIfAbsent(
                new Read(start, first), r -> add(start, oneNumber ? builder.shared(first) : builder.tile(first)));
    }

    private int readTile(Place start, boolean constant, Rows rows) {
        RowMap map =
                constant ? RowMap.first(size) : rows.contiguous() ? RowMap.identity(size) : RowMap.of(rows.table());
        return reads.computeIfAbsent(
                new Read(start, map), r -> add(start, start.shared() ? builder.shared(map) : builder.tile(map)));
    }

    private int add(Place place, int value) {
        operands.add(place);
        return value;
    }
}
