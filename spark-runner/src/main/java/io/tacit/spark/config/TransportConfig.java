package io.tacit.spark.config;

/**
 * How parameters and results travel. No part of it changes a result.
 *
 * @param collective how results meet; {@code AUTO} asks a cost model
 * @param treeDepth times that results are added on their way, the driver included; of {@code TREE}
 */
public record TransportConfig(Kind kind, Collective collective, int treeDepth) {

    /** What carries a round. */
    public enum Kind {
        /** A Spark job a round. */
        RDD,
        /** Messages to hosts that stay in one long Spark job. */
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

    public static final TransportConfig DEFAULT = new TransportConfig(Kind.RDD, Collective.AUTO, 2);

    public TransportConfig {
        Keys.TREE_DEPTH.require(treeDepth);
    }

    static TransportConfig read(Settings settings) {
        Collective collective = settings.get(Keys.COLLECTIVE);
        settings.refuseUnless(
                collective == Collective.TREE,
                "has no effect with training.transport.collective = " + io.tacit.spark.config.Kind.name(collective),
                Keys.TREE_DEPTH);
        settings.refuseUnless(
                settings.get(Keys.TRANSPORT) == Kind.RDD,
                "has no effect with training.transport.kind = akka, whose results are added on the driver",
                Keys.COLLECTIVE);
        refuseTree(settings, collective);
        return new TransportConfig(settings.get(Keys.TRANSPORT), collective, settings.get(Keys.TREE_DEPTH));
    }

    /** A tree adds up what a trimmed mean wants to see one by one; own optimizer states go to the driver one by one. */
    private static void refuseTree(Settings settings, Collective collective) {
        if (collective == Collective.TREE && settings.has(Keys.TRIM)) {
            settings.refuse(
                    Keys.COLLECTIVE,
                    "a tree cannot leave out extremes, as training.averaging.trim wants it; use flat or sharded");
        }
        boolean onTheWay = collective == Collective.TREE || collective == Collective.SHARDED;
        if (onTheWay && settings.get(Keys.OPTIMIZER_STATES) == AveragingConfig.OptimizerStates.LOCAL) {
            settings.refuse(
                    Keys.COLLECTIVE,
                    "training.averaging.optimizerState = local brings every worker's own state to the driver; use flat");
        }
    }
}
