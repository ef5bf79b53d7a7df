package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.AddConstant;
import io.tacit.core.engine.plan.instruction.AddShared;
import io.tacit.core.engine.plan.instruction.Convolution;
import io.tacit.core.engine.plan.instruction.DenseSystem;
import io.tacit.core.engine.plan.instruction.FillRows;
import io.tacit.core.engine.plan.instruction.InnerLoop;
import io.tacit.core.engine.plan.instruction.Instruction;
import io.tacit.core.engine.plan.instruction.KernelCall;
import io.tacit.core.engine.plan.instruction.MoveRows;
import io.tacit.core.engine.plan.instruction.Place;
import io.tacit.core.engine.plan.instruction.Plan;
import io.tacit.core.engine.plan.instruction.ReduceRows;
import io.tacit.core.engine.plan.instruction.Rows;
import io.tacit.core.engine.plan.instruction.Slot;
import io.tacit.core.engine.plan.instruction.StoreCount;
import io.tacit.core.engine.plan.instruction.SumLanes;
import io.tacit.core.engine.plan.instruction.Target;
import io.tacit.core.program.Broadcast;
import io.tacit.core.program.Concat;
import io.tacit.core.program.Conv2d;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.ExampleSum;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Iterate;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.MatMul;
import io.tacit.core.program.MaxAxes;
import io.tacit.core.program.Pad;
import io.tacit.core.program.Shape;
import io.tacit.core.program.SumAxes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Instructions for what a {@link FusionSchedule} groups, once everything has its place. */
final class Emitter {

    private final FusionSchedule schedule;
    private final Places places;
    private final Target target;
    private int operands;

    Emitter(FusionSchedule schedule, Places places, Target target) {
        this.schedule = schedule;
        this.places = places;
        this.target = target;
    }

    /** The largest number of operands of a kernel so far. */
    int operands() {
        return operands;
    }

    List<Instruction> instructions(FusionSchedule.Group group) {
        Expr e = group.members().get(0);
        if (schedule.view(e).root() != e || e.op() instanceof Leaf.Fill) {
            return List.of(move(e, places.of(e)));
        }
        if (group.elementwise()) {
            KernelCall call = KernelCalls.call(group, schedule, places, target);
            operands = Math.max(operands, call.places().size());
            return List.of(call);
        }
        return single(e);
    }

    /** Writes the value of {@code e}, read through its view, to a place. */
    Instruction move(Expr e, Place target) {
        View v = schedule.view(e);
        int size = e.shape().size();
        if (v.root().op() instanceof Leaf.Fill fill) {
            return new FillRows(target, size, fill.value());
        }
        return new MoveRows(places.of(v.root()), v.rows(), target, Rows.IDENTITY, size);
    }

    /** Adds a SHARED value to a place; nothing where it is zero. */
    Optional<Instruction> addShared(Expr e, Place target) {
        View v = schedule.view(e);
        int size = e.shape().size();
        if (v.root().op() instanceof Leaf.Fill fill) {
            return fill.value() == 0 ? Optional.empty() : Optional.of(new AddConstant(fill.value(), target, size));
        }
        return Optional.of(new AddShared(places.of(v.root()), v.rows(), target, size));
    }

    private List<Instruction> single(Expr e) {
        Place y = places.of(e);
        if (e.op() instanceof Leaf.ExampleCount) {
            return List.of(new StoreCount(y));
        }
        if (e.op() instanceof MatMul) {
            return List.of(Products.product(e, run(e, 0), run(e, 1), y));
        }
        if (e.op() instanceof ExampleSum) {
            return exampleSum(e, y);
        }
        if (e.op() instanceof SumAxes sum) {
            return List.of(reduce(e, sum.axes(), ReduceRows.Fold.SUM));
        }
        if (e.op() instanceof MaxAxes max) {
            return List.of(reduce(e, max.axes(), ReduceRows.Fold.MAX));
        }
        if (e.op() instanceof Conv2d convolution) {
            return List.of(new Convolution(
                    convolution, run(e, 0), run(e, 1), y, e.shape().size()));
        }
        if (e.op() instanceof Concat concat) {
            return concat(e, concat.axis());
        }
        if (e.op() instanceof DenseSolve solve) {
            int n = e.shape().dim(0);
            return List.of(new DenseSystem(solve.form(), n, e.shape().dim(1), run(e, 0), run(e, 1), y));
        }
        if (e.op() instanceof Iterate loop) {
            Plan body = Planner.plan(loop.body(), target);
            return List.of(new InnerLoop(
                    loop, body, e.inputs().stream().map(x -> stored(e, x)).toList(), y));
        }
        if (e.op() instanceof Pad pad) {
            Rows target = axisRows(e.input(0).shape(), e.shape(), pad.axis(), pad.before());
            int size = e.input(0).shape().size();
            return List.of(
                    new FillRows(y, e.shape().size(), 0), new MoveRows(run(e, 0), Rows.IDENTITY, y, target, size));
        }
        throw new IllegalStateException("no instruction for " + e);
    }

    /** Operand {@code i}, stored as one run of rows. */
    private Place run(Expr e, int i) {
        return stored(e, e.input(i));
    }

    private Place stored(Expr e, Expr x) {
        Expr source = schedule.source(e, x);
        int offset = source == x ? 0 : schedule.view(x).rows().offset();
        return places.of(source).plus(offset);
    }

    private List<Instruction> exampleSum(Expr e, Place total) {
        Place y = total.slot() == Slot.TOTAL ? new Place(Slot.PARTIAL, total.offset(), total.lanes()) : total;
        Expr x = schedule.view(e.input(0)).root();
        if (schedule.isSummedProduct(x)) {
            return List.of(Products.gradient(x, run(x, 0), run(x, 1), y));
        }
        return List.of(new SumLanes(run(e, 0), y, e.shape().size()));
    }

    private Instruction reduce(Expr e, List<Integer> axes, ReduceRows.Fold fold) {
        Shape full = e.input(0).shape();
        int[] targets = new Broadcast(full).rows(full.collapsed(axes));
        return new ReduceRows(run(e, 0), places.of(e), targets, e.shape().size(), fold);
    }

    private List<Instruction> concat(Expr e, int axis) {
        List<Instruction> moves = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < e.inputs().size(); i++) {
            Shape part = e.input(i).shape();
            Rows target = axisRows(part, e.shape(), axis, start);
            moves.add(new MoveRows(run(e, i), Rows.IDENTITY, places.of(e), target, part.size()));
            start += part.dim(axis);
        }
        return moves;
    }

    /** For each row of a part the row of the whole, when the part starts at {@code start} of an axis. */
    private static Rows axisRows(Shape part, Shape whole, int axis, int start) {
        int inner = part.inner(axis);
        int block = part.dim(axis) * inner;
        int[] rows = new int[part.size()];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = (r / block * whole.dim(axis) + start) * inner + r % block;
        }
        return Rows.of(rows);
    }
}
