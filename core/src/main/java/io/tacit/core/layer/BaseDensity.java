package io.tacit.core.layer;

import io.tacit.core.program.Expr;

/** The standard normal density, where every flow ends. */
final class BaseDensity {

    /** ½ ln 2π. */
    private static final double HALF_LOG_TAU = 0.5 * StrictMath.log(2 * Math.PI);

    private BaseDensity() {}

    /** log N(z; 0, I) = −½|z|² − (d/2) ln 2π. */
    static Expr log(Expr z) {
        return z.square().sum().times(-0.5).minus(HALF_LOG_TAU * z.shape().size());
    }
}
