/**
 * What is a compiled Program a list of? Start from {@link io.tacit.core.engine.plan.instruction.Plan}: instructions as data, each naming its operands by
 * {@link io.tacit.core.engine.plan.instruction.Place}. An engine visits them.
 *
 * <p>May depend on {@code engine.plan.kernel} and {@code core.program}.
 */
@NullMarked
package io.tacit.core.engine.plan.instruction;

import org.jspecify.annotations.NullMarked;
