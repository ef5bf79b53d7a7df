/**
 * How is a Program run over tiles of examples on a processor? Start from {@link io.tacit.core.engine.cpu.CpuEngine}.
 *
 * <p>A Program is compiled once: {@code Schedule} says in which order and in which groups its values are computed, {@code Planner} where they
 * lie, {@code Emitter} makes the instructions. A run takes each tile through all instructions while its values are in the cache; sums over
 * examples have one order of addition whatever the number of threads. The arithmetic itself is in {@code kernel}.
 */
package io.tacit.core.engine.cpu;
