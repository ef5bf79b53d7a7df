/** How fast is each part of the engine? JMH benchmarks: {@code benchmarks/run NAME}. */
@NullMarked
package io.tacit.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
