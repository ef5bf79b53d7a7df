package io.tacit.spark.metrics;

/**
 * A mean negative log-likelihood of records in nats, in both units that it can be meant in.
 *
 * <p>A density is learned on standardised columns, so {@code -log p(z)} compares densities of the same data. In the units of
 * the data it is {@code -log p(x) = -log p(z) - log |dz/dx|}, the mean of what {@code score} writes with its sign changed.
 *
 * @param standardised of the standardised columns
 * @param ofData in the units of the data
 * @param withoutDensity records that the means leave out, since their density is 0 to the precision of a double or could not be
 *     found
 * @param among so many records these were chosen, all of them where there are no more
 */
public record Nll(Estimate standardised, Estimate ofData, long withoutDensity, long among) {
    /** How the units are called wherever figures stand. */
    public static final String STANDARDISED = "standardised columns";

    public static final String OF_DATA = "in the units of the data";

    /** Of all records that there are. */
    public Nll(Estimate standardised, Estimate ofData, long withoutDensity) {
        this(standardised, ofData, withoutDensity, standardised.count() + withoutDensity);
    }

    /** Where {@code log |dz/dx|} is the same for all records. */
    public static Nll shifted(Estimate standardised, double logDerivative) {
        Estimate ofData =
                new Estimate(standardised.mean() - logDerivative, standardised.standardError(), standardised.count());
        return new Nll(standardised, ofData, 0);
    }

    /** The same, of a sample of so many. */
    public Nll among(long all) {
        return new Nll(standardised, ofData, withoutDensity, all);
    }

    public boolean isOfSample() {
        return among > count() + withoutDensity;
    }

    public long count() {
        return standardised.count();
    }
}
