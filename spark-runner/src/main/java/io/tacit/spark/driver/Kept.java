package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.WatchConfig.Keep;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * The model of a training: that of one of its rounds.
 *
 * @param nll of the validation records, where they were asked after that round
 */
record Kept(FlatVector theta, int round, Optional<Double> nll) {

    /** The best validated model, the one at the end included, or the last one. */
    static Kept of(RunState end, Keep keep) {
        Kept last = last(end);
        return keep == Keep.LAST
                ? last
                : end.watch()
                        .best()
                        .filter(best -> last.nll.map(nll -> !(nll < best.nll())).orElse(true))
                        .map(best -> new Kept(best.theta(), best.round(), Optional.of(best.nll())))
                        .orElse(last);
    }

    /** The best validated model of a training that went wrong later, where its loss is not far off. */
    static Optional<Kept> good(RunState end, DoublePredicate farOff) {
        return end.watch()
                .best()
                .filter(best -> !farOff.test(best.nll()))
                .map(best -> new Kept(best.theta(), best.round(), Optional.of(best.nll())));
    }

    private static Kept last(RunState end) {
        Optional<Double> nll = end.watch()
                .last()
                .filter(seen -> seen.round() == end.finished())
                .map(BestSoFar.Seen::nll);
        return new Kept(end.model(), end.finished(), nll);
    }

    /** "kept: the model of round 40, which has the lowest validation NLL, 3.1221 nats; ...", with the alternative where there is one. */
    String inWords(RunState end) {
        Kept last = last(end);
        if (round != last.round) {
            return "kept: the model of round " + round + ", which has the lowest validation NLL, " + text(nll)
                    + "; that of the last round, " + last.round + ", has " + text(last.nll)
                    + " (--keep last would keep that one)";
        }
        Optional<BestSoFar.Best> better = end.watch()
                .best()
                .filter(best ->
                        best.round() != round && nll.map(n -> best.nll() < n).orElse(true));
        return "kept: the model of the last round, " + round
                + nll.map(n -> ", with a validation NLL of " + text(nll)).orElse(", which was not validated")
                + better.map(best -> "; the lowest was " + text(Optional.of(best.nll())) + ", in round " + best.round()
                                + " (--keep best would keep that one)")
                        .orElse("");
    }

    private static String text(Optional<Double> nll) {
        return nll.map(n -> String.format(Locale.ROOT, "%.4f nats", n)).orElse("not been validated");
    }
}
