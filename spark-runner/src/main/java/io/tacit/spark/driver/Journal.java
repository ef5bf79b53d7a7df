package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import java.util.List;
import java.util.Optional;

/** What a run leaves behind while it goes on. */
interface Journal extends AutoCloseable {

    /** Where an earlier run of the same configuration stopped. */
    Optional<RunState> resumed();

    /** Whether the state after a round is to be kept, and so has to hold what workers remember. */
    boolean keeps(RunState after);

    /** A round has ended; the state is the one after it. */
    void round(RunState after, RoundRecord record);

    /** A round has ended in a way that nobody wants to go on from. */
    void lost(RoundRecord record);

    /** Something that a user who watches should know. */
    void warn(String line);

    /** Training has ended here. */
    void end(RunState last);

    /** All rounds so far, those before a resumption included. */
    List<RoundRecord> rounds();

    @Override
    void close();
}
