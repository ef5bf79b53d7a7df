/** What can this machine do, and how is time and memory taken here? May depend on {@code core}. */
@NullMarked
package io.tacit.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
