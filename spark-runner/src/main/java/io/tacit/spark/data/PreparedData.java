package io.tacit.spark.data;

import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Schema;
import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.data.Storage;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerRecords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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

    /** Training records of each worker. */
    private final int[] training;

    /**
     * @param raw the pieces of the shards, one in each partition; as many of each worker
     * @param survey of them
     */
    PreparedData(
            JavaRDD<RawShard> raw, DataPlan plan, Standardization standardization, DataSummary summary, Survey survey) {
        this.columns = plan.columns();
        this.standardization = standardization;
        this.summary = summary;
        this.content = Arrays.stream(survey.contents()).sum();
        int workers = plan.workers();
        int pieces = raw.getNumPartitions() / workers;
        this.training = IntStream.range(0, workers)
                .map(worker -> survey.trainingRecords(worker * pieces, (worker + 1) * pieces))
                .toArray();
        double[] shares =
                Arrays.stream(Split.Part.values()).mapToDouble(summary::share).toArray();
        long[] contents = survey.contents();
        this.shards = Optional.of(KeptShards.of(
                schema(),
                SideBySide.of(
                        raw.flatMap(piece -> parts(
                                piece.demand(piece.piece() / pieces, contents[piece.piece()]),
                                piece.piece() / pieces,
                                standardization,
                                shares)),
                        workers)));
    }

    private static Iterator<KeptShards.Piece> parts(RawShard piece, int worker, Standardization by, double[] shares) {
        return Arrays.stream(Split.Part.values())
                .map(part -> new KeptShards.Piece(
                        part.ordinal(), piece.standardised(worker, part, by).sample(EVALUATED, shares[part.ordinal()])))
                .iterator();
    }

    /**
     * One shard per logical worker: partition w holds the one shard of worker w, empty or not. Those for validation and test have
     * the records that figures are of, in memory; those of training come in pieces.
     */
    public JavaRDD<WorkerRecords> shards(Split.Part part) {
        return part == Split.Part.TRAIN && placed.isPresent() ? placed.get().shards() : unplaced(part);
    }

    private JavaRDD<WorkerRecords> unplaced(Split.Part part) {
        KeptShards kept = shards.orElseThrow(() -> new IllegalStateException("the data were closed"));
        return part == Split.Part.TRAIN ? kept.inPieces(part.ordinal(), training) : kept.whole(part.ordinal());
    }

    /**
     * Distributes the training records anew, so that every worker has as many and as dear ones. Where they go depends on
     * what they cost with this θ and on where their ids put them, not on earlier distributions.
     */
    public Balance place(FlatVector theta, Costs costs) {
        PlacedShards next = PlacedShards.of(schema(), unplaced(Split.Part.TRAIN), theta, costs);
        placed.ifPresent(PlacedShards::close);
        placed = Optional.of(next);
        return next.balance();
    }

    /** What the records of the shards consist of. */
    public Schema schema() {
        return Schema.of(Field.of(Examples.ROW, Storage.FLOAT32, columns.dimension()));
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
            ColumnMoments total = new ColumnMoments();
            unplaced(Split.Part.TRAIN)
                    .map(shard -> logDerivatives(shard, by).toLongs())
                    .collect()
                    .forEach(longs -> total.add(ColumnMoments.ofLongs(longs)));
            meanLogDerivative =
                    OptionalDouble.of(total.statistics("log |dz/dx|").mean());
        }
        return meanLogDerivative.orElseThrow();
    }

    private static ColumnMoments logDerivatives(WorkerRecords records, Standardization by) {
        ColumnMoments moments = new ColumnMoments();
        double[] z = new double[by.dimension()];
        records.pieces().forEachRemaining(piece -> {
            float[] rows = piece.all().rows();
            for (int i = 0; i < piece.count(); i++) {
                for (int column = 0; column < z.length; column++) {
                    z[column] = rows[i * z.length + column];
                }
                moments.add(by.logDerivative(z));
            }
        });
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
