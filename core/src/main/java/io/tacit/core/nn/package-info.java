/**
 * What are the ordinary blocks that vector fields and networks are built of? A {@link io.tacit.core.nn.Module} writes itself into a Program and says
 * how its parameters begin; {@link io.tacit.core.nn.Net} is the result. Start from {@link io.tacit.core.nn.Net#field}.
 *
 * <p>May depend on {@code core.program}, {@code core.random}, {@code core.tensor}.
 */
@NullMarked
package io.tacit.core.nn;

import org.jspecify.annotations.NullMarked;
