package io.tacit.benchmarks.quality;

/**
 * How a training went.
 *
 * @param program that trained
 * @param training its settings, in a few words
 * @param whole seconds of the whole command, from its start to its end
 */
record Course(String program, String training, Curve curve, double whole) {}
