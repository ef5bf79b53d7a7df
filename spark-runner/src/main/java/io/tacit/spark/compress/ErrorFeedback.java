package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;

/**
 * Remembers what a compression leaves out and adds it to what is sent next, so that everything is sent in the end (Seide
 * et al.: "1-bit stochastic gradient descent", Interspeech 2014; Karimireddy et al.: "Error feedback fixes SignSGD and
 * other gradient compression schemes", ICML 2019, algorithm 2). With p = Δ + r, the way of this round and the residual of
 * those before,
 *
 * <pre>
 * sent = C(p)        r' = p − restore(sent)        so that        Σ restore(sent) + r' = Σ Δ
 * </pre>
 *
 * <p>Sum and difference are taken in double, and r' is rounded to the vector's precision once. So restore(sent) + r'
 * differs from Δ + r by at most 2⁻⁵³ (|p| + |r'|) a round in FLOAT64, and by 2⁻²⁴ |r'| more in FLOAT32: half a unit in the
 * last place of the residual, never of what was sent.
 *
 * <p>A p that is not finite is sent as it is, to be noticed, and leaves r as it was: what is refused has not been sent.
 * For the same reason the caller keeps r' only if the average took what was sent.
 */
public record ErrorFeedback(Compression compression) {

    /** What goes out now and what is left for later. */
    public record Sent(Compressed sent, FlatVector residual) {}

    /**
     * @param delta Δ
     * @param residual r, of the same length and precision; zeros at first
     */
    public Sent of(FlatVector delta, FlatVector residual) {
        FlatVector due = delta.copy();
        due.add(residual);
        Compressed sent = compression.compress(due);
        return new Sent(sent, due.firstNonFinite() < 0 ? rest(delta, residual, sent) : residual);
    }

    private static FlatVector rest(FlatVector delta, FlatVector residual, Compressed sent) {
        FlatVector restored = sent.restore(delta.precision());
        FlatVector rest = FlatVector.zeros(delta.precision(), delta.length());
        for (int i = 0; i < rest.length(); i++) {
            rest.set(i, delta.get(i) + residual.get(i) - restored.get(i));
        }
        return rest;
    }
}
