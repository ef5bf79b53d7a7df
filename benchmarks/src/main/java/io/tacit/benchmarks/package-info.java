/** JMH benchmarks of kernels and side-by-side runs against peers. */
@NullMarked
package io.tacit.benchmarks;

import org.jspecify.annotations.NullMarked;
