/**
 * What are data before and after a model? {@link io.tacit.core.data.Standardization} is the affine map between a table's
 * units and what a density is learned on. Depends on {@code random}.
 */
@NullMarked
package io.tacit.core.data;

import org.jspecify.annotations.NullMarked;
