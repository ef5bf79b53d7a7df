/** What a root, its derivative and a dense system cost on engine cpu. */
@NullMarked
package io.tacit.benchmarks.root;

import org.jspecify.annotations.NullMarked;
