package io.tacit.core.data;

/** How columns of numbers are brought to the units of a model, column by column. */
public enum Scaling {
    /** Shifted and scaled by mean and deviation of the training records. */
    STANDARDIZE,
    /** Shifted and scaled by median and interquartile range, which few far records do not change. */
    ROBUST,
    /** Brought to a normal distribution: some order statistics go to the normal quantiles of their ranks, what lies between them linearly between. */
    QUANTILE,
    /** Left as they are. */
    NONE
}
