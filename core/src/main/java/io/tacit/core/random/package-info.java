/**
 * Which random number belongs to this seed, round, record and purpose? A counter-based generator: no state to carry,
 * save or share between threads. {@link io.tacit.core.random.RandomKey} names a stream, a counter picks a number from
 * it, and the same question always has the same answer, bit for bit, on every machine. So a retried task repeats
 * exactly and the noise of a record does not depend on its batch. Start from {@code RandomKey.of(seed)}. Depends on
 * nothing but the JDK.
 */
@NullMarked
package io.tacit.core.random;

import org.jspecify.annotations.NullMarked;
