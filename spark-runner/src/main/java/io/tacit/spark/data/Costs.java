package io.tacit.spark.data;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.worker.WorkerRecords;
import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;

/** Measures what records cost, where they are. The same θ and records give the same costs. */
public interface Costs extends Serializable {

    /** The costs of each shard's records, in their order. */
    JavaRDD<long[]> of(JavaRDD<WorkerRecords> shards, Sent<FlatVector> theta);
}
