/**
 * What must a learned density beat? The full-covariance Gaussian: {@link io.tacit.core.baseline.Moments} are gathered
 * in one pass, merged across partitions, and {@link io.tacit.core.baseline.Gaussian#fit} makes a density of them. A
 * package of its own, because a baseline is a model and not data, and because it must stay independent of everything
 * it is compared with. Depends on nothing but the JDK.
 */
@NullMarked
package io.tacit.core.baseline;

import org.jspecify.annotations.NullMarked;
