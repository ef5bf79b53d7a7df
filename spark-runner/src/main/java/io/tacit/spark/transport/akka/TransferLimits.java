package io.tacit.spark.transport.akka;

import java.io.Serializable;
import java.time.Duration;

/**
 * How parcels travel.
 *
 * @param chunkBytes of a piece, at most 1 MiB
 * @param window pieces on their way that are not yet acknowledged
 * @param resendAfter of silence, the pieces on their way are sent again: a connection that breaks loses them
 * @param giveUpAfter of silence, the parcel is given up
 */
public record TransferLimits(int chunkBytes, int window, Duration resendAfter, Duration giveUpAfter)
        implements Serializable {
    public static final TransferLimits DEFAULT =
            new TransferLimits(512 << 10, 8, Duration.ofSeconds(2), Duration.ofSeconds(20));

    public TransferLimits {
        if (chunkBytes < 1 || chunkBytes > Chunk.MAX_BYTES || window < 1) {
            throw new IllegalArgumentException("chunkBytes and window: expected 1 to " + Chunk.MAX_BYTES
                    + " bytes and 1 or more chunks, got " + chunkBytes + ", " + window);
        }
        if (resendAfter.isNegative() || resendAfter.isZero() || giveUpAfter.compareTo(resendAfter) <= 0) {
            throw new IllegalArgumentException("resendAfter and giveUpAfter: expected 0 < resendAfter < giveUpAfter,"
                    + " got " + resendAfter + ", " + giveUpAfter);
        }
    }
}
