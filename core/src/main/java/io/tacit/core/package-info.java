/** Mathematics and learning, free of Spark: programs, engines, solvers, adjoints, layers. Start from its sub-packages. */
@NullMarked
package io.tacit.core;

import org.jspecify.annotations.NullMarked;
