package io.tacit.spark.transport.akka;

/** How the sending of a parcel ended. */
sealed interface Delivery {
    /** To whom, as messages say it. */
    String peer();

    /** Every chunk has been acknowledged. */
    record Delivered(String peer, long bytes, long resentChunks) implements Delivery {}

    /** The peer cannot be reached or refuses the parcel. */
    record Failed(String peer, String reason) implements Delivery {}
}
