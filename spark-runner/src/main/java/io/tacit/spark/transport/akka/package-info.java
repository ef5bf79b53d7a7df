/**
 * Rounds without a Spark job each: resident hosts on the executors and a coordinator on the driver, which speak over
 * Akka's Artery with TLS. This is the plumbing below them: {@link io.tacit.spark.transport.akka.Secret} lets in who
 * belongs to the application, {@link io.tacit.spark.transport.akka.ActorSystems} starts the ends,
 * {@link io.tacit.spark.transport.akka.Sending} and {@link io.tacit.spark.transport.akka.Inbox} carry a value of any
 * size in chunks with back-pressure. Depends on {@code wire}, whose codecs make every byte that is sent, {@code worker}
 * and {@code transport}; nothing else knows Akka.
 */
@NullMarked
package io.tacit.spark.transport.akka;

import org.jspecify.annotations.NullMarked;
