package io.tacit.spark.transport.akka;

import io.tacit.spark.model.Model;
import io.tacit.spark.worker.WorkPlan;

/** What the driver asks of every logical worker; hosts get it as a {@link Parcel}. A later order ends an earlier one. */
sealed interface Order extends WireMessage permits RoundOrder, EvaluationOrder {
    /** Ascending. */
    long id();

    /** "round 3". */
    String inWords();

    /** What is compared with it where it is asked how long such orders take: "a round". */
    String kind();

    /** What one worker finds: a pure function, but for the time it took. */
    Answer answer(WorkPlan plan, Model model, WorkerSplits records, int attempt);
}
