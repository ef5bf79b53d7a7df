package io.tacit.core.engine.plan;

import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Leaf;
import io.tacit.core.program.Unary;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cheap values that are computed again where they are read instead of being stored: those that a few multiplications and additions make of one
 * stored value of each example, such as 1 − z². Reading that value costs as much as reading the result would, and the result takes no room in
 * the cache between forward and reverse pass.
 */
final class Recomputation {

    private static final int MOST_OPERATIONS = 4;
    private static final Set<Binary> CHEAP = EnumSet.of(Binary.ADD, Binary.SUB, Binary.MUL);
    private static final Set<Unary> CHEAP_UNARY = EnumSet.of(Unary.NEG, Unary.SQUARE);

    private final FusionSchedule schedule;

    Recomputation(FusionSchedule schedule) {
        this.schedule = schedule;
    }

    /** The operations, in order, that the members of a group read from elsewhere and can compute again. */
    List<Expr> of(List<Expr> members) {
        Set<Expr> again = new LinkedHashSet<>();
        for (Expr e : members) {
            for (Expr x : e.inputs()) {
                Expr root = schedule.view(x).root();
                if (e.kind() == Kind.BATCHED
                        && !members.contains(root)
                        && schedule.view(x).whole(e.shape().size())) {
                    chain(root, e.shape().size()).ifPresent(again::addAll);
                }
            }
        }
        again.removeAll(members);
        return again.stream()
                .sorted(java.util.Comparator.comparingInt(Expr::id))
                .toList();
    }

    /** The operations that make x of one stored value, or nothing if there is no such short chain. */
    private Optional<List<Expr>> chain(Expr x, int size) {
        List<Expr> operations = new ArrayList<>();
        Set<Expr> stored = new HashSet<>();
        boolean found = collect(x, size, operations, stored);
        return found && !operations.isEmpty() && stored.size() <= 1 ? Optional.of(operations) : Optional.empty();
    }

    private boolean collect(Expr x, int size, List<Expr> operations, Set<Expr> stored) {
        if (x.kind() == Kind.SHARED || x.op() instanceof Leaf.Fill || operations.contains(x)) {
            return true;
        }
        if (!cheap(x) || x.shape().size() != size) {
            stored.add(x);
            return x.shape().size() == size;
        }
        for (Expr y : x.inputs()) {
            View v = schedule.view(y);
            boolean follows = v.root().kind() == Kind.SHARED || v.whole(size);
            if (!follows || !collect(v.root(), size, operations, stored)) {
                return false;
            }
        }
        operations.add(x);
        return operations.size() <= MOST_OPERATIONS;
    }

    private static boolean cheap(Expr x) {
        return x.op() instanceof Elementwise
                && ((x.op() instanceof Binary b && CHEAP.contains(b))
                        || (x.op() instanceof Unary u && CHEAP_UNARY.contains(u)));
    }
}
