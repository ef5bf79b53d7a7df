/**
 * How does a table become what workers train on, and how do results become a table again? Start from {@link
 * io.tacit.spark.data.DataPreparation}: it reads named numeric columns, gives every record a stable id, leaves out or
 * refuses records that are not numbers, divides them into train, validation and test and over logical workers, and
 * standardises. {@link io.tacit.spark.data.ScoreTable} and {@link io.tacit.spark.data.SampleTable} go the other way.
 * Depends on {@code worker}, the core, and {@code
 * config} for the nearest name.
 *
 * <p>Nothing here depends on how the table is partitioned, on the order of its rows or on the number of executors.
 */
@NullMarked
package io.tacit.spark.data;

import org.jspecify.annotations.NullMarked;
