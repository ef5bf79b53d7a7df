/**
 * How does a Plan run over the tiles of a batch? Start from {@link io.tacit.core.engine.cpu.run.CpuExecutable}: it binds each instruction to its
 * kernel ({@code Binder}), and takes tiles through the operations on the engine's threads; what threads see is a {@code Frame}, what a caller sees is a
 * {@link io.tacit.core.engine.cpu.run.CpuBlock}.
 *
 * <p>May depend on {@code engine.plan}, {@code engine.cpu.codegen}, {@code engine.cpu.array} and what they depend on.
 */
@NullMarked
package io.tacit.core.engine.cpu.run;

import org.jspecify.annotations.NullMarked;
