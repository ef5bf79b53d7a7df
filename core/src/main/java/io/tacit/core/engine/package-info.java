/**
 * How is a Program executed? An {@link io.tacit.core.engine.Engine} compiles it to an {@link io.tacit.core.engine.Executable} that runs on
 * {@link io.tacit.core.engine.Block}s of examples. {@code engine.cpu} is the default; {@code engine.nd4j} runs on CUDA and is the oracle in
 * tests. Start from {@link io.tacit.core.engine.Engines}.
 *
 * <p>May depend on {@code core.program} and {@code core.tensor}.
 */
@NullMarked
package io.tacit.core.engine;

import org.jspecify.annotations.NullMarked;
