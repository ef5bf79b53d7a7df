package io.tacit.spark.transport.akka;

import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.worker.WorkPlan;
import java.io.Serializable;

/**
 * What a host has to know; it travels inside of the Spark task that becomes the host.
 *
 * @param coordinator path of the driver's actor
 * @param inbox path of the driver's inbox
 * @param generation of the Spark job
 */
record HostSetup(
        String coordinator,
        String inbox,
        Secret secret,
        ModelRecipe recipe,
        WorkPlan plan,
        Heartbeats heartbeats,
        TransferLimits transfer,
        int generation)
        implements Serializable {}
