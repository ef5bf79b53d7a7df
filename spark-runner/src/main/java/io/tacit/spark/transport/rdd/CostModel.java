package io.tacit.spark.transport.rdd;

/**
 * Seconds that a round's collective takes beside the work itself: latency of its stages, bytes over what carries them, additions.
 * With N workers, S task slots, b bytes and n numbers a worker:
 *
 * <ul>
 *   <li>flat: L + N b / β + N n α;
 *   <li>tree of depth d, groups of g: L + (d - 1) L/2 + Σ over its levels of (additions and bytes of the groups that one slot has) + the
 *       driver's share;
 *   <li>sharded: L + L/2 + N b / (S β) + N n α / S + b / β.
 * </ul>
 *
 * <p>L and β are measured ({@link Network}); α is that of the additions in twice double precision on a core of today. A further stage
 * is taken for half a job: its tasks are scheduled, but no new job is. See {@code docs/scaling.md}.
 *
 * @param slots S, tasks at the same time
 */
public record CostModel(Network network, int workers, int slots, Payload payload) {
    /** Seconds that adding one number to a sum takes. */
    static final double ADDITION = 2.5e-9;

    /** Of a round with this collective. */
    public double seconds(Collective collective) {
        if (collective instanceof Collective.Tree tree) {
            return tree(tree);
        }
        return collective instanceof Collective.Sharded ? sharded() : flat();
    }

    private double flat() {
        return network.jobSeconds() + transfer(workers * payload.bytes()) + additions(workers);
    }

    private double sharded() {
        return 1.5 * network.jobSeconds()
                + (transfer(workers * payload.bytes()) + additions(workers)) / slots
                + transfer(payload.bytes());
    }

    private double tree(Collective.Tree tree) {
        double seconds = network.jobSeconds();
        long arriving = workers;
        long bytes = payload.bytes();
        for (int level = 1; level < tree.depth(); level++) {
            long groups = ceiling(arriving, 1L << tree.bits());
            long inOneSlot = ceiling(groups, slots) * Math.min(arriving, 1L << tree.bits());
            seconds += network.jobSeconds() / 2 + transfer(inOneSlot * bytes) + additions(inOneSlot);
            arriving = groups;
            bytes = payload.bytesOfSum();
        }
        return seconds + transfer(arriving * bytes) + additions(arriving);
    }

    private double transfer(long bytes) {
        return bytes / network.bytesPerSecond();
    }

    private double additions(long vectors) {
        return vectors * payload.numbers() * ADDITION;
    }

    private static long ceiling(long a, long b) {
        return (a + b - 1) / b;
    }
}
