package io.tacit.spark.config;

/**
 * How parameters and results travel. No part of it changes a result.
 *
 * @param collective how results meet; {@code AUTO} asks a cost model
 * @param heartbeat seconds between two signs of life of a resident host
 * @param lostAfter seconds of silence after which a host is lost
 * @param treeDepth times that results are added on their way, the driver included; of {@code TREE}
 */
public record TransportConfig(Kind kind, Collective collective, int treeDepth, double heartbeat, double lostAfter) {

    /** What carries a round. */
    public enum Kind {
        /** A Spark job a round. */
        RDD,
        /** Messages between the driver and one long job, in which workers stay. */
        AKKA
    }

    /** Where results are added up. */
    public enum Collective {
        /** The cheapest one, by the number of parameters and workers and by what was measured of the cluster. */
        AUTO,
        /** All on the driver. */
        FLAT,
        /** In groups on executors, then on the driver. */
        TREE,
        /** Each executor a slice of the parameters, of which the driver gets the mean. */
        SHARDED
    }

    public static final TransportConfig DEFAULT = of(Kind.RDD, Collective.AUTO);

    public TransportConfig {
        RoundKeys.TREE_DEPTH.require(treeDepth);
        RoundKeys.HEARTBEAT.require(heartbeat);
        RoundKeys.LOST_AFTER.require(lostAfter);
        if (lostAfter <= heartbeat) {
            throw new IllegalArgumentException("training.transport.lostAfter: expected more than heartbeat = "
                    + heartbeat + " s, got " + lostAfter);
        }
    }

    /** With the defaults of all else. */
    public static TransportConfig of(Kind kind, Collective collective) {
        TransportConfig usual = TrainingConfig.defaults().transport();
        return new TransportConfig(kind, collective, usual.treeDepth, usual.heartbeat, usual.lostAfter);
    }

    /** The same with a tree of another depth. */
    public TransportConfig deep(int depth) {
        return new TransportConfig(kind, collective, depth, heartbeat, lostAfter);
    }

    static TransportConfig read(Settings settings) {
        Collective collective = settings.get(RoundKeys.COLLECTIVE);
        settings.refuseUnless(
                collective == Collective.TREE,
                "has no effect with training.transport.collective = " + io.tacit.spark.config.Kind.name(collective),
                RoundKeys.TREE_DEPTH);
        refuseTree(settings, collective);
        Kind kind = settings.get(RoundKeys.TRANSPORT);
        settings.refuseUnless(
                kind == Kind.RDD,
                "has no effect with training.transport.kind = akka, where the driver adds all results",
                RoundKeys.COLLECTIVE);
        settings.refuseUnless(
                kind == Kind.AKKA,
                "has no effect with training.transport.kind = rdd, where Spark looks after executors",
                RoundKeys.HEARTBEAT,
                RoundKeys.LOST_AFTER);
        return new TransportConfig(
                kind,
                collective,
                settings.get(RoundKeys.TREE_DEPTH),
                settings.get(RoundKeys.HEARTBEAT),
                settings.get(RoundKeys.LOST_AFTER));
    }

    /** A tree adds up what a trimmed mean wants to see one by one. */
    private static void refuseTree(Settings settings, Collective collective) {
        if (collective == Collective.TREE && settings.has(AveragingKeys.TRIM)) {
            settings.refuse(
                    RoundKeys.COLLECTIVE,
                    "a tree cannot leave out extremes, as training.averaging.trim wants it; use flat or sharded");
        }
    }
}
