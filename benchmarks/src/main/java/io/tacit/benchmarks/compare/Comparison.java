package io.tacit.benchmarks.compare;

import java.util.Map;
import java.util.Optional;

/** Results of one sitting: one size, one number of threads. */
record Comparison(Row row, int threads, Map<Contender, Result> results) {

    Optional<Result> result(Contender contender) {
        return Optional.ofNullable(results.get(contender));
    }

    /** How many times as fast {@code ours} is as {@code peer}. */
    Optional<Double> ratio(Contender peer, Contender ours) {
        return result(peer).flatMap(p -> result(ours).map(o -> p.millis() / o.millis()));
    }

    /** Against plain PyTorch with the same arithmetic, the faster of its two. */
    Optional<Double> likeForLike() {
        Optional<Double> eager = ratio(Contender.EAGER_FIXED, Contender.TACIT_FIXED);
        Optional<Double> compiled = ratio(Contender.COMPILED_FIXED, Contender.TACIT_FIXED);
        return eager.isPresent() && compiled.isPresent()
                ? Optional.of(Math.min(eager.get(), compiled.get()))
                : eager.or(() -> compiled);
    }

    /** What the algorithm gives: a fixed schedule, forward-mode divergence and a discrete adjoint, both in PyTorch. */
    Optional<Double> algorithm() {
        return ratio(Contender.AUTOGRAD, Contender.EAGER_FIXED);
    }

    /** What faster matrix products give: the peak of our own against that of PyTorch. */
    Optional<Double> blas() {
        return result(Contender.TACIT_FIXED).flatMap(ours -> result(Contender.EAGER_FIXED)
                .map(peer -> threads * ours.median("gemm_peak_own_gflops") / peer.median("gemm_peak_gflops")));
    }

    /** What is left of the like-for-like ratio: tiles in cache, fused elementwise work, no cost of operations. */
    Optional<Double> engine() {
        return ratio(Contender.EAGER_FIXED, Contender.TACIT_FIXED).flatMap(r -> blas().map(b -> r / b));
    }

    /** What adapting the step costs: adaptive against fixed time, ours. */
    Optional<Double> adaptive() {
        return ratio(Contender.TACIT, Contender.TACIT_FIXED);
    }

    Optional<Double> gemmShare() {
        return result(Contender.TACIT).or(() -> result(Contender.TACIT_FIXED)).map(r -> r.median("gemm_share_of_peak"));
    }
}
