package io.tacit.spark.data;

import org.apache.spark.Partitioner;

/** Partition w is worker w. */
final class WorkerPartitioner extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int workers;

    WorkerPartitioner(int workers) {
        this.workers = workers;
    }

    @Override
    public int numPartitions() {
        return workers;
    }

    @Override
    public int getPartition(Object key) {
        return (Integer) key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkerPartitioner that && workers == that.workers;
    }

    @Override
    public int hashCode() {
        return workers;
    }
}
