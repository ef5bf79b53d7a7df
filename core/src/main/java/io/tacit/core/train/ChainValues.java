package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Chain;
import io.tacit.core.layer.ChainTrace;
import io.tacit.core.layer.CompiledChain;
import io.tacit.core.layer.Environment;
import io.tacit.core.layer.Stage;
import io.tacit.core.random.RandomKey;
import java.util.List;
import java.util.Optional;

/** What a {@link Chain} makes of records, without derivatives. Thread-safe. */
final class ChainValues {

    private final Feed feed;
    private final CompiledChain chain;

    ChainValues(Engine engine, Chain chain, List<Draw> draws) {
        this.feed = new Feed(engine, chain.inputs(), draws);
        this.chain = CompiledChain.forward(engine, chain);
    }

    /** What records must bring. */
    List<Stage.Read> inputs() {
        return feed.reads();
    }

    /** Values by name, and how the solves went. */
    record Passed(Environment values, ChainTrace trace) {

        /** Whether a solve of an example failed. */
        boolean failed(int example) {
            return trace.failure(example).isPresent();
        }

        /** Why an example does not count; empty where it does. */
        Optional<String> failure(int example) {
            return trace.failure(example)
                    .or(() -> Double.isFinite(values.get(Head.LOSS).get(example, 0))
                            ? Optional.empty()
                            : Optional.of(Failure.NOT_FINITE));
        }
    }

    Passed of(Examples examples, RandomKey key, Block theta) {
        Environment values = feed.of(examples, key);
        return new Passed(values, chain.pass(values, theta));
    }
}
