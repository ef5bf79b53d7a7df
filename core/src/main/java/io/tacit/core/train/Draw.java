package io.tacit.core.train;

import io.tacit.core.layer.Noise;
import io.tacit.core.program.Shape;

/**
 * An input of a model that is drawn anew in each step of the training, for each record by its id: the same noise whatever the batch.
 *
 * @param name of the input
 * @param shape of each example's
 */
public record Draw(String name, Shape shape, Noise noise) {}
