package io.tacit.spark.transport.akka;

/** What one logical worker found; the driver gets it as a {@link Parcel}. */
sealed interface Answer extends WireMessage permits RoundAnswer, EvaluationAnswer {
    /** Id of the order. */
    long order();

    /** Rank of the worker. */
    int worker();
}
