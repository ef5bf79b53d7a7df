/**
 * How is a Program executed on a processor? Start from {@link io.tacit.core.engine.cpu.CpuEngine}.
 *
 * <pre>
 * Program           expression graph of one example                                core.program
 *    │  FusionSchedule   order and groups: phases between sums over examples, elementwise operations fused
 *    │  Planner          places by liveness                                         engine.plan
 *    ▼
 * Plan              instructions as data, on numbered arrays                       engine.plan.instruction
 *    │                fused kernels as sequences of primitives                     engine.plan.kernel
 *    │  Binder           one operation for each instruction, with its kernel        engine.cpu.run
 *    ▼
 * operations        run tile after tile by CpuExecutable on the engine's threads   engine.cpu.run
 *    │  LoopWriter, GemmBlockWriter, LanePartialsWriter                             engine.cpu.codegen
 *    ▼
 * bytecode          over the Vector API, with a scalar twin of the same bits       engine.cpu.codegen
 * </pre>
 *
 * <p>A Program is compiled once. A run takes each tile through all operations while its values are in the cache; sums over examples have one
 * order of addition whatever the number of threads. {@code array} holds what depends on the precision of a number.
 *
 * <p>Nothing above Binder is about processors: another back end takes the Plan as it is (see {@code engine.plan}).
 */
@NullMarked
package io.tacit.core.engine.cpu;

import org.jspecify.annotations.NullMarked;
