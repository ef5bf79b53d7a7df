/**
 * What was asked for? A HOCON file and overriding flags become immutable records; every problem is reported at once,
 * with its file, line and key. Start from {@link io.tacit.spark.config.ConfigLoader}; {@link io.tacit.spark.config.Keys}
 * is the one home of every key's default, unit and range, which files, flags, {@code --help} and the records share.
 * Depends on the core's optimizers and precisions only.
 */
@NullMarked
package io.tacit.spark.config;

import org.jspecify.annotations.NullMarked;
