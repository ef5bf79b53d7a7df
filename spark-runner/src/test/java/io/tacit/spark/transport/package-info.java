/** What tests of every transport share. */
package io.tacit.spark.transport;
