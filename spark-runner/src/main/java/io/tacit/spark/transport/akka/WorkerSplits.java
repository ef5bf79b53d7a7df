package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.spark.worker.WorkerShard;

/** All records of one logical worker. */
record WorkerSplits(WorkerShard training, WorkerShard validation, WorkerShard test) {

    int worker() {
        return training.worker();
    }

    WorkerShard of(Split.Part part) {
        return switch (part) {
            case TRAIN -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }
}
