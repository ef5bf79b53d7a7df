package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.WatchConfig;

/**
 * What the loop of rounds ended with.
 *
 * @param theta of the best evaluation where training had patience, the one at the end included; else of the last round, or their
 *     running mean
 * @param last where training can go on
 */
record Trained(Ending ending, FlatVector theta, RunState last) {

    static Trained of(Ending ending, RunState last, WatchConfig watch) {
        FlatVector theta = watch.patience()
                .flatMap(patience -> last.watch().best())
                .filter(best ->
                        last.watch().last().map(nll -> nll >= best.nll()).orElse(true))
                .map(Watch.Best::theta)
                .orElse(last.model());
        return new Trained(ending, theta, last);
    }
}
