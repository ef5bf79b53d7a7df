/**
 * How is a Program executed? An {@link io.tacit.core.engine.Engine} compiles it to an {@link io.tacit.core.engine.Executable} that runs on
 * {@link io.tacit.core.engine.Block}s of examples. {@code engine.cpu} is the default, in float32 and float64; {@code engine.nd4j} runs on CUDA and is the oracle in
 * tests. Start from {@link io.tacit.core.engine.Engines}.
 *
 * <p><b>Where numbers end.</b> {@link io.tacit.core.program.Elementwise#apply} defines an operation for all engines and all numbers, and each engine
 * is within the units in the last place that {@code ElementwiseTest} states for it. NaN is never swallowed: what depends on a NaN is NaN, except for a
 * comparison with it, which does not hold (so STEP of it is 0), {@code pow(x, 0)}, which is 1, and what WHERE does not choose. MAX and MIN take 0 to be
 * larger than −0; the sign of a zero is kept, also by RELU. Infinities give limits. Subnormal numbers are numbers, as operands and as results. Engine
 * {@code cpu} departs from that in sines and cosines alone: in float32 they are right to 10⁻⁷ for angles up to 10⁵ and to 10⁻⁵ up to 2²¹, in float64 to 2 ulp
 * up to 2⁴⁰; what is beyond is taken for another angle. Its scalar and vector twins give the same bits everywhere. A maximum along axes is NaN where one of its numbers is; which
 * zero it gives is left open. When a Program is written it is simplified as formulas are (x − x is 0, 0 · x is 0), for all engines alike.
 *
 * <p>May depend on {@code core.program} and {@code core.tensor}.
 */
@NullMarked
package io.tacit.core.engine;

import org.jspecify.annotations.NullMarked;
