package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkerState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A transport whose rounds and evaluations show that they go on.
 *
 * @param extent how far they are, for a person; empty where it is not known
 */
record ShownTransport(Transport transport, Progress progress, Supplier<String> extent) implements Transport {

    @Override
    public RoundAverage round(RoundStart start) {
        try (Heartbeat beat = Heartbeat.of(progress, () -> "round " + start.round() + extent.get())) {
            return transport.round(start);
        }
    }

    @Override
    public Map<Integer, WorkerState> workerStates(int round) {
        return transport.workerStates(round);
    }

    @Override
    public List<ShardSums> evaluate(Question question, FlatVector theta, RandomKey key) {
        try (Heartbeat beat = Heartbeat.of(progress, () -> question.inWords() + extent.get())) {
            return transport.evaluate(question, theta, key);
        }
    }

    @Override
    public int slots() {
        return transport.slots();
    }

    @Override
    public void close() {
        transport.close();
    }
}
