/**
 * Whole-system tests: does Tacit work where it is deployed? Real processes on 127.0.0.1, real files. Start from
 * {@link io.tacit.it.StandaloneCluster}, a Spark cluster made of the jars that Maven has; {@link io.tacit.it.SparkHome}
 * is what its processes and {@code local-cluster[n,cores,megabytes]} run on.
 */
@NullMarked
package io.tacit.it;

import org.jspecify.annotations.NullMarked;
