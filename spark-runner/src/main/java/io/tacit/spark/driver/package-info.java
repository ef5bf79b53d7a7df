/**
 * What can be done with Tacit, from the command line or from Java? Start from {@link
 * io.tacit.spark.driver.Operations}. Requests go in, a {@link io.tacit.spark.driver.Summary} comes out; nothing here
 * prints or exits.
 */
@NullMarked
package io.tacit.spark.driver;

import org.jspecify.annotations.NullMarked;
