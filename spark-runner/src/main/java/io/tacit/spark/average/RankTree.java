package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The one order in which workers' vectors are added, whoever adds them: ranks 2k and 2k + 1 meet first, then pairs of pairs, and so
 * on, as in a binary tree whose leaves are the ranks. A rank that brings nothing is skipped. An inner node may be computed
 * anywhere, so that every collective gives the same bits.
 *
 * <p>Sums are pairs of doubles with the errors of products and additions kept (Knuth's two-sum), so the mean of equal vectors is that
 * vector, bit by bit, and one worker trains exactly as if it were alone.
 */
final class RankTree {
    /** Ranks are below 2^31. */
    private static final int ROOT_LEVEL = 31;
    /** Elements that are taken through the whole tree at a time: two arrays a level stay in the cache. */
    private static final int BLOCK = 1024;
    /** Elements that are worth a thread. */
    private static final int SHARE = 64 * BLOCK;

    private final List<Term> terms;

    /** @param ascending terms of disjoint blocks of ranks */
    RankTree(List<? extends Term> ascending) {
        this.terms = List.copyOf(ascending);
        for (int i = 1; i < terms.size(); i++) {
            demandFits(terms.get(i - 1), terms.get(i));
        }
    }

    private static void demandFits(Term one, Term next) {
        if (next.firstRank() < one.firstRank() + (1L << one.level())) {
            throw new IllegalArgumentException(
                    "results are averaged in rank order, each worker once: expected a rank from "
                            + (one.firstRank() + (1L << one.level())) + ", got " + next.firstRank());
        }
        for (int v = 0; v < Math.max(one.vectors(), next.vectors()); v++) {
            if (one.vectors() != next.vectors() || one.length(v) != next.length(v)) {
                throw new IllegalArgumentException("vectors to be averaged: expected " + lengths(one) + " elements like"
                        + " the others, got " + lengths(next));
            }
        }
    }

    private static List<Integer> lengths(Term term) {
        return IntStream.range(0, term.vectors()).mapToObj(term::length).toList();
    }

    /** The node of the tree that all terms lie below. */
    Term.Partial node(int firstRank, int level) {
        List<Twofold> sums = new ArrayList<>();
        List<Precision> precisions = new ArrayList<>();
        for (int v = 0; v < terms.get(0).vectors(); v++) {
            int vector = v;
            Twofold sum = Twofold.zeros(terms.get(0).length(v));
            overBlocks(v, (from, n, scratch) -> {
                scratch.fold(vector, from, n, firstRank, level);
                System.arraycopy(scratch.high(), 0, sum.high(), from, n);
                System.arraycopy(scratch.low(), 0, sum.low(), from, n);
            });
            sums.add(sum);
            precisions.add(terms.get(0).precision(v));
        }
        return new Term.Partial(firstRank, level, weight(), precisions, sums);
    }

    /** Σ w v / Σ w at the root, each element rounded once. */
    FlatVector mean(int vector, Precision precision) {
        FlatVector mean = FlatVector.zeros(precision, terms.get(0).length(vector));
        double weight = weight();
        overBlocks(vector, (from, n, scratch) -> {
            scratch.fold(vector, from, n, 0, ROOT_LEVEL);
            for (int i = 0; i < n; i++) {
                double high = scratch.high()[i];
                double quotient = high / weight;
                double rest = Math.fma(-quotient, weight, high) + scratch.low()[i];
                mean.set(from + i, quotient + rest / weight);
            }
        });
        return mean;
    }

    /** Exact: numbers of examples are far below 2^53. */
    private double weight() {
        return terms.stream().mapToDouble(Term::weight).sum();
    }

    /** What is done with elements [from, from + n). */
    @FunctionalInterface
    private interface BlockWork {
        void at(int from, int n, Scratch scratch);
    }

    /** Elements do not see each other, so threads may share them. */
    private void overBlocks(int vector, BlockWork work) {
        int length = terms.get(0).length(vector);
        IntStream shares = IntStream.range(0, (length + SHARE - 1) / SHARE);
        (length > SHARE ? shares.parallel() : shares).forEach(share -> {
            Scratch scratch = new Scratch();
            int end = Math.min(length, (share + 1) * SHARE);
            for (int from = share * SHARE; from < end; from += BLOCK) {
                work.at(from, Math.min(BLOCK, end - from), scratch);
            }
        });
    }

    /** One pair of arrays for each level of recursion; the result is in the first. */
    private final class Scratch {
        private final List<Twofold> levels = new ArrayList<>(List.of(Twofold.zeros(BLOCK)));

        double[] high() {
            return levels.get(0).high();
        }

        double[] low() {
            return levels.get(0).low();
        }

        void fold(int vector, int from, int n, int firstRank, int level) {
            fold(new Range(vector, from, n), 0, terms.size(), firstRank, level, 0);
        }

        /** Terms [first, end), which lie in the block of ranks [rank, rank + 2^level). */
        private void fold(Range range, int first, int end, long rank, int level, int depth) {
            if (end - first == 1) {
                Twofold place = place(depth);
                terms.get(first).load(range.vector, range.from, range.n, place.high(), place.low());
                return;
            }
            long half = rank + (1L << (level - 1));
            int middle = first;
            while (middle < end && terms.get(middle).firstRank() < half) {
                middle++;
            }
            if (middle == first || middle == end) {
                fold(range, first, end, middle == first ? half : rank, level - 1, depth);
            } else {
                fold(range, first, middle, rank, level - 1, depth);
                fold(range, middle, end, half, level - 1, depth + 1);
                add(place(depth), place(depth + 1), range.n);
            }
        }

        private Twofold place(int depth) {
            while (levels.size() <= depth) {
                levels.add(Twofold.zeros(BLOCK));
            }
            return levels.get(depth);
        }
    }

    private record Range(int vector, int from, int n) {}

    /** The error of the addition itself is exact (Knuth: "The art of computer programming" 2, 4.2.2, theorem B). */
    private static void add(Twofold to, Twofold other, int n) {
        double[] high = to.high();
        double[] low = to.low();
        double[] terms = other.high();
        double[] errors = other.low();
        for (int i = 0; i < n; i++) {
            double term = terms[i];
            double sum = high[i] + term;
            double shifted = sum - high[i];
            low[i] += (high[i] - (sum - shifted)) + (term - shifted) + errors[i];
            high[i] = sum;
        }
    }
}
