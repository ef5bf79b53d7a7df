package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.spark.worker.WorkerRecords;

/** All records of one logical worker. */
record WorkerSplits(WorkerRecords training, WorkerRecords validation, WorkerRecords test) {

    int worker() {
        return training.worker();
    }

    WorkerRecords of(Split.Part part) {
        return switch (part) {
            case TRAIN -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }
}
