package io.tacit.spark.transport.akka;

/** A message to an actor of another process. {@link WireKryo} knows every kind of it. */
interface WireMessage {}
