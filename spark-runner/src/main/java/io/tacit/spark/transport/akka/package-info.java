/**
 * Rounds without a Spark job each: one long job whose tasks are hosts of the workers, and a coordinator on the driver.
 * Start from {@link io.tacit.spark.transport.akka.AkkaTransport}. Below it: {@code Coordinator} and {@code Host} are the
 * actors, {@code Coordination} is what the coordinator decides and holds its law, {@code HostTask} the Spark task, {@code HostingJobs} the Spark job; {@code Sending} and {@code Inbox} carry a
 * value of any size in chunks with back-pressure; {@code Secret} lets in who belongs to the application. Depends on
 * {@code wire}, whose codecs make every byte that is sent, {@code worker}, {@code average}, {@code model} and
 * {@code transport}; nothing else knows Akka. Docs: decision 13.
 */
@NullMarked
package io.tacit.spark.transport.akka;

import org.jspecify.annotations.NullMarked;
