/**
 * Mathematics and learning, free of Spark: programs, engines, solvers, adjoints, layers.
 *
 * <p>Start from {@link io.tacit.core.ode.OdeSolver}, which solves one equation and differentiates it, {@link io.tacit.core.root.RootMethod} for a root, and
 * {@link io.tacit.core.program.Program} for what both are written in; from {@link io.tacit.core.train.LocalTraining} for learning.
 */
@NullMarked
package io.tacit.core;

import org.jspecify.annotations.NullMarked;
