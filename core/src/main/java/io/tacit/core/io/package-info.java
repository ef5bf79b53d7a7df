/**
 * How does a model lie on disk? Parameters in {@link io.tacit.core.io.SafeTensors} files, which Python opens with its
 * standard reader; everything else in JSON whose format and version are checked before anything is believed
 * ({@link io.tacit.core.io.JsonFormat}, {@link io.tacit.core.io.ModelManifest}). All of it over plain streams, so that
 * any file system will do. Start from {@code SafeTensors.write}. Depends on {@code tensor} and Jackson.
 */
@NullMarked
package io.tacit.core.io;

import org.jspecify.annotations.NullMarked;
