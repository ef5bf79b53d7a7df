/**
 * What crosses the network? One {@link io.tacit.spark.wire.WireCodec} per type, explicit, little-endian and copied in
 * bulk, in a frame of a version byte before and a CRC32C after. To Spark a frame is an array of bytes: the serializer of a
 * session is its user's. Start from {@link io.tacit.spark.wire.Crossing} (between executors, and to the driver),
 * {@link io.tacit.spark.wire.Kept} (caches) and {@link io.tacit.spark.wire.Sent} (broadcasts). Depends on {@code worker},
 * {@code average}, {@code compress} and the core; ND4J appears in one codec only.
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
