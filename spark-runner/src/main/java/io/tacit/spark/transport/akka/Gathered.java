package io.tacit.spark.transport.akka;

import io.tacit.spark.average.Rejection;
import java.util.List;

/**
 * What came of an order.
 *
 * @param answers in rank order
 * @param absent workers that were not waited for
 */
record Gathered(List<Answer> answers, List<Rejection> absent) {
    Gathered {
        answers = List.copyOf(answers);
        absent = List.copyOf(absent);
    }
}
