/**
 * How does a density become pixels?
 *
 * <p>Start from {@link io.tacit.spark.metrics.picture.DensityPicture}, a learned density next to its data. PNG by the
 * JDK's own encoder and arithmetic on pixels only: no text and no fonts, which a bare server does not have. Depends on
 * nothing else here.
 */
@NullMarked
package io.tacit.spark.metrics.picture;

import org.jspecify.annotations.NullMarked;
