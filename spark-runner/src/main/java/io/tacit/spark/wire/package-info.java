/**
 * What crosses the network? One {@link io.tacit.spark.wire.WireCodec} per type, explicit, little-endian and copied in
 * bulk, in a frame of a version byte before and a CRC32C after. Start from {@link io.tacit.spark.wire.TacitRegistrator},
 * which gives every codec to Kryo, and {@link io.tacit.spark.wire.WireSettings}, which refuses a Spark that would not
 * use them. Depends on {@code worker}, {@code data}, {@code compress} and the core; ND4J appears in one codec only.
 *
 * <pre>
 * frame  = part · crc32c(part)
 * part   = version byte · fields
 * length = varint · crc32c(all before)      a damaged length is noticed before anything is allocated for it
 * </pre>
 */
@NullMarked
package io.tacit.spark.wire;

import org.jspecify.annotations.NullMarked;
