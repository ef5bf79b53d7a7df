package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.cpu.array.SolveLoops;
import io.tacit.core.engine.plan.instruction.DenseSystem;
import io.tacit.core.program.DenseSolve;

/**
 * Solution of one dense system for each lane, all lanes side by side (Golub and Van Loan 2013, algorithms 3.4.1 and 4.2.1). Every lane has pivots of its own and
 * sees nothing of the others, so its bits do not depend on them; where its matrix is singular, it divides by 0.
 */
final class DenseSystems<A> implements Operation<A> {

    private final Numbers<A> numbers;
    private final DenseSystem of;
    private final ThreadLocal<Scratch<A>> scratch;

    DenseSystems(Numbers<A> numbers, DenseSystem of) {
        this.numbers = numbers;
        this.of = of;
        int size = of.n() * of.n() * (of.result().shared() ? 1 : CpuBlock.TILE);
        this.scratch = ThreadLocal.withInitial(
                () -> new Scratch<>(numbers.solving(), numbers.allocate(size), new int[CpuBlock.TILE], of));
    }

    @Override
    public void run(Frame<A> f) {
        Scratch<A> s = scratch.get();
        int width = f.width(of.result());
        A x = f.array(of.result());
        int start = f.start(of.result());
        numbers.copy(f.array(of.a()), f.start(of.a()), s.matrix, 0, of.n() * of.n() * width);
        numbers.copy(f.array(of.b()), f.start(of.b()), x, start, of.n() * of.m() * width);
        new Elimination<>(s, x, start, width).solve();
    }

    /** The matrix whose factor a back substitution uses. */
    private enum Triangle {
        LOWER,
        UPPER
    }

    /** The scratch of one thread. */
    private record Scratch<A>(SolveLoops<A> loops, A matrix, int[] pivots, DenseSystem of) {}

    /** One run: the matrix is overwritten by its factors, the right-hand sides by the solutions. */
    private record Elimination<A>(Scratch<A> s, A x, int start, int width) {

        void solve() {
            if (s.of.form() == DenseSolve.Form.CHOLESKY) {
                factor();
                substituteForward();
                substituteBack(Triangle.LOWER);
            } else {
                for (int k = 0; k < n(); k++) {
                    pivot(k);
                    eliminate(k);
                }
                substituteBack(Triangle.UPPER);
            }
        }

        private int n() {
            return s.of.n();
        }

        private int m() {
            return s.of.m();
        }

        private int at(int i, int j) {
            return (i * n() + j) * width;
        }

        private int right(int i, int j) {
            return start + (i * m() + j) * width;
        }

        private void pivot(int k) {
            java.util.Arrays.fill(s.pivots, 0, width, k);
            for (int i = k + 1; i < n(); i++) {
                s.loops.larger(s.matrix, at(0, k), n() * width, i, s.pivots, width);
            }
            for (int j = k; j < n(); j++) {
                s.loops.exchange(s.matrix, at(k, j), at(0, j), n() * width, s.pivots, width);
            }
            for (int j = 0; j < m(); j++) {
                s.loops.exchange(x, right(k, j), right(0, j), m() * width, s.pivots, width);
            }
        }

        private void eliminate(int k) {
            int rest = n() - k - 1;
            for (int i = k + 1; i < n(); i++) {
                s.loops.divide(s.matrix, at(k, k), s.matrix, at(i, k), width);
                s.loops.subtractProducts(
                        s.matrix, at(i, k), s.matrix, at(k, k + 1), s.matrix, at(i, k + 1), rest, width);
                s.loops.subtractProducts(s.matrix, at(i, k), x, right(k, 0), x, right(i, 0), m(), width);
            }
        }

        /** The lower triangle becomes L with A = LLᵀ; NaN where A is not positive definite. */
        private void factor() {
            for (int j = 0; j < n(); j++) {
                for (int i = j; i < n(); i++) {
                    for (int k = 0; k < j; k++) {
                        s.loops.subtractProducts(s.matrix, at(i, k), s.matrix, at(j, k), s.matrix, at(i, j), 1, width);
                    }
                    if (i == j) {
                        s.loops.squareRoot(s.matrix, at(j, j), width);
                    } else {
                        s.loops.divide(s.matrix, at(j, j), s.matrix, at(i, j), width);
                    }
                }
            }
        }

        private void substituteForward() {
            for (int i = 0; i < n(); i++) {
                for (int k = 0; k < i; k++) {
                    s.loops.subtractProducts(s.matrix, at(i, k), x, right(k, 0), x, right(i, 0), m(), width);
                }
                divideByDiagonal(i);
            }
        }

        /** Solves with the upper triangle, or with the lower one transposed. */
        private void substituteBack(Triangle triangle) {
            for (int i = n() - 1; i >= 0; i--) {
                for (int k = i + 1; k < n(); k++) {
                    int factor = triangle == Triangle.LOWER ? at(k, i) : at(i, k);
                    s.loops.subtractProducts(s.matrix, factor, x, right(k, 0), x, right(i, 0), m(), width);
                }
                divideByDiagonal(i);
            }
        }

        private void divideByDiagonal(int i) {
            for (int j = 0; j < m(); j++) {
                s.loops.divide(s.matrix, at(i, i), x, right(i, j), width);
            }
        }
    }
}
