package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerShard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;

/**
 * A table ready for training: standardised shards, kept in the memory (or else on the disk) of the executors until {@link
 * #close()}.
 */
public final class PreparedData implements AutoCloseable {
    /** Chooses the records that figures are of. */
    private static final RandomKey EVALUATED = RandomKey.of(0).with("evaluated");

    private final RecordColumns columns;
    private final Standardization standardization;
    private final DataSummary summary;
    private final long content;
    /** In the order of the parts; nothing where they were released. */
    private Optional<KeptShards> shards;

    private OptionalDouble meanLogDerivative = OptionalDouble.empty();
    private Optional<PlacedShards> placed = Optional.empty();

    /** @param contents of the records of each worker, whatever their order */
    PreparedData(
            JavaRDD<RawShard> raw,
            RecordColumns columns,
            Standardization standardization,
            DataSummary summary,
            long[] contents) {
        this.columns = columns;
        this.standardization = standardization;
        this.summary = summary;
        this.content = Arrays.stream(contents).sum();
        double[] shares =
                Arrays.stream(Split.Part.values()).mapToDouble(summary::share).toArray();
        this.shards = Optional.of(KeptShards.of(
                raw.flatMap(shard -> parts(shard.demand(contents[shard.worker()]), standardization, shares))));
    }

    private static Iterator<WorkerShard> parts(RawShard shard, Standardization by, double[] shares) {
        return Arrays.stream(Split.Part.values())
                .map(part -> shard.standardised(part, by).sample(EVALUATED, shares[part.ordinal()]))
                .iterator();
    }

    /**
     * One shard per logical worker: partition w holds the one shard of worker w, empty or not. Those for validation and test have
     * the records that figures are of.
     */
    public JavaRDD<WorkerShard> shards(Split.Part part) {
        return part == Split.Part.TRAIN && placed.isPresent() ? placed.get().shards() : byId(part);
    }

    private JavaRDD<WorkerShard> byId(Split.Part part) {
        return shards.orElseThrow(() -> new IllegalStateException("the data were closed"))
                .shards(part.ordinal());
    }

    /**
     * Distributes the training records anew, so that every worker has as many and as dear ones. Where they go depends on
     * what they cost with this θ and on where their ids put them, not on earlier distributions.
     */
    public Balance place(FlatVector theta, Costs costs) {
        PlacedShards next = PlacedShards.of(byId(Split.Part.TRAIN), theta, costs);
        placed.ifPresent(PlacedShards::close);
        placed = Optional.of(next);
        return next.balance();
    }

    public RecordColumns columns() {
        return columns;
    }

    /** The map from the units of the table to those of the shards. */
    public Standardization standardization() {
        return standardization;
    }

    /** Mean of {@code log |dz/dx|} over the training records, by which likelihoods in the units of the shards exceed those of the table's. */
    public double meanLogDerivative() {
        if (standardization.isAffine()) {
            return standardization.logDerivative(new double[standardization.dimension()]); // the same everywhere
        }
        if (meanLogDerivative.isEmpty()) {
            Standardization by = standardization;
            Moments total = new Moments();
            byId(Split.Part.TRAIN)
                    .map(shard -> logDerivatives(shard, by).toLongs())
                    .collect()
                    .forEach(longs -> total.add(Moments.ofLongs(longs)));
            meanLogDerivative =
                    OptionalDouble.of(total.statistics("log |dz/dx|").mean());
        }
        return meanLogDerivative.orElseThrow();
    }

    private static Moments logDerivatives(WorkerShard shard, Standardization by) {
        Moments moments = new Moments();
        double[] z = new double[shard.features()];
        for (int i = 0; i < shard.examples(); i++) {
            for (int column = 0; column < z.length; column++) {
                z[column] = shard.rows()[i * z.length + column];
            }
            moments.add(by.logDerivative(z));
        }
        return moments;
    }

    /** SHA-256 of what training knows of the table, its records included, wherever they lie and in whatever order. */
    public String digest() {
        List<Long> parts =
                Arrays.stream(Split.Part.values()).map(summary::count).toList();
        String known =
                columns.features() + " " + parts + " " + summary.training() + " " + standardization + " " + content;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(known.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256, this one does not", e);
        }
    }

    public DataSummary summary() {
        return summary;
    }

    /** Frees the executors' memory. */
    @Override
    public void close() {
        placed.ifPresent(PlacedShards::close);
        placed = Optional.empty();
        shards.ifPresent(KeptShards::release);
        shards = Optional.empty();
    }
}
