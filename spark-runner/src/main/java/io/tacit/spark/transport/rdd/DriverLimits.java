package io.tacit.spark.transport.rdd;

import io.tacit.spark.wire.Crossing;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * How much the driver takes in, which is looked at before training: Spark itself tells only when results are computed.
 *
 * @param allResults bytes of all results of a job, {@code spark.driver.maxResultSize}
 * @param memory bytes of the driver's heap
 */
record DriverLimits(long allResults, long memory) {
    private static final String ALL_RESULTS = "spark.driver.maxResultSize";
    private static final String MEMORY = "spark.driver.memory";
    private static final long MEGABYTE = 1L << 20;
    /** Of the heap, for results; they are there as bytes and as vectors. */
    private static final double SHARE_OF_MEMORY = 0.4;

    static DriverLimits of(SparkConf conf) {
        long all = conf.getSizeAsBytes(ALL_RESULTS, "1g");
        return new DriverLimits(
                all > 0 ? all : Long.MAX_VALUE, Runtime.getRuntime().maxMemory());
    }

    /** What is too small for a collective, as a sentence that says which setting needs what, if one helps. */
    Optional<String> shortfall(Collective collective, int workers, Payload payload) {
        long shuffled = shuffled(collective, payload);
        return shuffled > Crossing.LARGEST_SHUFFLED
                ? Optional.of("parts of " + shuffled + " bytes go from executor to executor, at most "
                        + Crossing.LARGEST_SHUFFLED + " can")
                : shortfall(need(collective, workers, payload));
    }

    /** Bytes of what one executor sends to another. */
    private static long shuffled(Collective collective, Payload payload) {
        if (collective instanceof Collective.Tree) {
            return payload.bytesOfSum();
        }
        return collective instanceof Collective.Sharded sharded ? payload.bytes() / sharded.slices() + 1 : 0;
    }

    /** The same for what all workers remember. */
    Optional<String> shortfall(int workers, Payload memory) {
        return shortfall(new Need(workers, memory.bytes()));
    }

    /** {@code count} values of {@code each} bytes that a job brings to the driver. */
    private record Need(long count, long each) {}

    private static Need need(Collective collective, int workers, Payload payload) {
        if (collective instanceof Collective.Tree tree) {
            int below = tree.bits() * (tree.depth() - 1);
            return new Need(((workers - 1L) >> below) + 1, payload.bytesOfSum());
        }
        if (collective instanceof Collective.Sharded sharded) {
            return new Need(sharded.slices(), payload.bytes() / sharded.slices() + 1);
        }
        return new Need(workers, payload.bytes());
    }

    private Optional<String> shortfall(Need need) {
        long all = need.count * need.each;
        String what = need.count + " results of " + need.each + " bytes reach the driver";
        if (all > allResults) {
            return Optional.of(tooSmall(what, ALL_RESULTS, all, allResults));
        }
        if (all > SHARE_OF_MEMORY * memory) {
            return Optional.of(tooSmall(what, MEMORY, (long) (all / SHARE_OF_MEMORY), memory));
        }
        return Optional.empty();
    }

    private static String tooSmall(String what, String key, long needed, long allowed) {
        return what + ", but " + key + " is " + allowed + " bytes; set " + key + "=" + (needed / MEGABYTE + 1)
                + "m or more";
    }
}
