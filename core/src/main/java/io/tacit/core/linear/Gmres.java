package io.tacit.core.linear;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Iteration;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.LinearSolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * GMRES with restarts for any A (Saad and Schultz 1986; Saad 2003, algorithms 6.9 and 6.11). One iteration is a cycle: an orthonormal basis of the Krylov
 * space by modified Gram–Schmidt, done twice, and the x of least residual in it. The one to take where nothing is known of a large A.
 *
 * @param restart dimension of the space, at least 1; products in a cycle
 * @param tolerance largest ‖b − A x‖/‖b‖
 * @param most largest number of cycles, after which the last x is taken
 */
public record Gmres(int restart, double tolerance, int most) implements LinearSolver {

    private static final long serialVersionUID = 1L;

    public Gmres {
        Krylov.require("GMRES", tolerance, most);
        if (restart < 1) {
            throw new IllegalArgumentException("GMRES: expected restarts after 1 product or more, got " + restart);
        }
    }

    /** A solver with restarts after 10 products, at most 20 times. */
    public static Gmres of(double tolerance) {
        return new Gmres(10, tolerance, 20);
    }

    @Override
    public Expr solve(LinearMap a, Expr b) {
        int dimension = Math.min(restart, a.size());
        Iteration found = Iteration.of(List.of(b.like(0)), tolerance, most, carry -> {
            Expr x = carry.get(0);
            Expr r = b.minus(a.apply(x));
            return new Iteration.Next(List.of(x.plus(new Cycle(a, r).correction(dimension))), Krylov.relative(r, b));
        });
        return Krylov.solution(found, a, b, this);
    }

    /** Arnoldi's basis v and the QR factorisation of its Hessenberg matrix by Givens rotations, written as it grows. */
    private static final class Cycle {

        /** Share of a vector that a second orthogonalisation leaves at least, unless it was rounding ("twice is enough": Parlett 1998, §6.9). */
        private static final double KEPT = 0.5;

        private final LinearMap a;
        private final List<Expr> basis = new ArrayList<>();
        private final List<List<Expr>> columns = new ArrayList<>();
        private final List<Expr> cosines = new ArrayList<>();
        private final List<Expr> sines = new ArrayList<>();
        private final List<Expr> right = new ArrayList<>();

        Cycle(LinearMap a, Expr r) {
            this.a = a;
            Expr norm = r.norm();
            basis.add(r.times(Krylov.quotient(norm.like(1), norm)));
            right.add(norm);
        }

        Expr correction(int dimension) {
            for (int j = 0; j < dimension; j++) {
                extend();
            }
            List<Expr> y = new ArrayList<>(Collections.nCopies(dimension, right.get(0)));
            Expr sum = basis.get(0).like(0);
            for (int j = dimension - 1; j >= 0; j--) {
                Expr rest = right.get(j);
                for (int k = j + 1; k < dimension; k++) {
                    rest = rest.minus(columns.get(k).get(j).times(y.get(k)));
                }
                y.set(j, Krylov.quotient(rest, columns.get(j).get(j)));
                sum = sum.plus(basis.get(j).times(y.get(j)));
            }
            return sum;
        }

        /** One more vector of the basis, and one more column. */
        private void extend() {
            Expr w = a.apply(basis.get(basis.size() - 1));
            List<Expr> column = new ArrayList<>();
            for (Expr v : basis) {
                Expr h = w.dot(v);
                column.add(h);
                w = w.minus(v.times(h));
            }
            // Once more: what rounding has left may lie along the basis. Where that takes most of it, the space is used
            // up.
            Expr once = w.norm();
            for (int i = 0; i < basis.size(); i++) {
                Expr h = w.dot(basis.get(i));
                column.set(i, column.get(i).plus(h));
                w = w.minus(basis.get(i).times(h));
            }
            Expr norm = w.norm();
            norm = norm.less(once.times(KEPT)).where(norm.like(0), norm);
            basis.add(w.times(Krylov.quotient(norm.like(1), norm)));
            columns.add(rotated(column, norm));
        }

        /** The column under all rotations, the last of which makes {@code below} 0 and the diagonal positive. */
        private List<Expr> rotated(List<Expr> column, Expr below) {
            int last = column.size() - 1;
            for (int i = 0; i < last; i++) {
                Expr upper = column.get(i);
                Expr lower = column.get(i + 1);
                column.set(i, cosines.get(i).times(upper).plus(sines.get(i).times(lower)));
                column.set(i + 1, cosines.get(i).times(lower).minus(sines.get(i).times(upper)));
            }
            Expr length = column.get(last).square().plus(below.square()).sqrt();
            Expr cosine = Krylov.quotient(column.get(last), length);
            Expr sine = Krylov.quotient(below, length);
            cosines.add(cosine);
            sines.add(sine);
            column.set(last, length);
            right.add(right.get(last).times(sine).negate());
            right.set(last, right.get(last).times(cosine));
            return column;
        }
    }
}
