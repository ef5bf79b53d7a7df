/**
 * Whole-system tests: does Tacit work where it is deployed? Real processes on this machine, real files, real HDFS. Start
 * from {@link io.tacit.it.SmallTraining}, which runs on the {@link io.tacit.it.StandaloneCluster} that all tests share
 * (ask for it with {@link io.tacit.it.SharedCluster}) or on one with settings of its own. {@link io.tacit.it.Hdfs} and
 * {@link io.tacit.it.Network} are what fails beneath it; {@link io.tacit.it.SparkHome} is what its processes and
 * {@code local-cluster[n,cores,megabytes]} run on.
 */
@NullMarked
package io.tacit.it;

import org.jspecify.annotations.NullMarked;
