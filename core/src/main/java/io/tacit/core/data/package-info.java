/**
 * Which records, in which order, in which units? {@link io.tacit.core.data.Examples} are records column by column. Splits by the hash of a record's id
 * ({@link io.tacit.core.data.Split}), shuffled batches ({@link io.tacit.core.data.Batches}), small synthetic densities
 * in the plane ({@link io.tacit.core.data.ToyDensity}), all pure functions of a
 * {@link io.tacit.core.random.RandomKey}; and {@link io.tacit.core.data.Standardization}, the map between a
 * table's units and what a density is learned on. Depends on {@code random} and on shapes of {@code program}.
 */
@NullMarked
package io.tacit.core.data;

import org.jspecify.annotations.NullMarked;
