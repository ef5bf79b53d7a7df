package io.tacit.spark.data;

/**
 * Something about a column that makes a density of it hard to learn or hard to read.
 *
 * @param column its name
 * @param what it is, with numbers and what to do
 */
public record Finding(String column, String what) {}
