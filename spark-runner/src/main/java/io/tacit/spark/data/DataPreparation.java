package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.NameList;
import io.tacit.spark.config.Problem;
import io.tacit.spark.wire.Crossing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.math.BigInt;

/**
 * Turns a table into one shard per logical worker, in one pass over the table.
 *
 * <p>Every record is placed by its id alone (worker, split); records that are identified by their content are first given ids
 * of their own ({@link Ranks}); within a worker records are ordered by their ids ({@link Placement#rank}); statistics are sums without rounding, or those of a
 * sample that ids choose ({@link RecordSample}). So shards, statistics and standardised values have the same bits for any
 * partitioning and order of the table, on any number of executors and in however many pieces a shard is made.
 */
public final class DataPreparation {
    private static final int EXAMPLES_SHOWN = 3;
    private static final long BYTES_OF_A_PIECE = 2 << 20;
    /** A partition of a file has 128 MB, if nobody wants it otherwise. */
    private static final long PIECES_OF_A_PARTITION = 64;
    /** Of all workers; each has one at least. */
    private static final long MOST_PIECES = 1000;

    private final Dataset<Row> table;
    private final DataPlan plan;
    private final FeatureReader reader;

    private DataPreparation(Dataset<Row> table, DataPlan plan) {
        this.table = table;
        this.plan = plan;
        this.reader = FeatureReader.of(table, plan.columns());
    }

    /**
     * Reads a table.
     *
     * @throws DataException with all problems found: missing columns, records refused by the policy, no records,
     *     constant columns
     * @throws ConfigProblems where columns to dequantise are not learned, or have other values than multiples of their steps
     */
    public static PreparedData prepare(Dataset<Row> table, DataPlan plan) {
        return new DataPreparation(table, plan).prepare();
    }

    private PreparedData prepare() {
        demandLearned(plan.steps().keySet());
        JavaRDD<RawShard> raw = shuffled();
        Survey survey = Survey.of(raw, reader);
        Tally tally = survey.tally();
        List<String> examples = handleLeftOut(tally);
        refuseMisfits(tally);
        List<ColumnStatistics> statistics = statistics(tally);
        List<ColumnSample> columns = survey.columns(statistics);
        Standardization standardization = scaled(columns);
        Diagnosis diagnosis = new Diagnosis(plan.scaling(), standardization);
        refuse(diagnosis.constants(columns));
        DataSummary summary = new DataSummary(
                tally.used() + tally.leftOut(),
                tally.partCounts(),
                plan.evaluated(),
                tally.repeated()[0],
                plan.columns().identity(),
                tally.flawCounts(reader.names()),
                examples,
                statistics,
                diagnosis.findings(columns));
        return new PreparedData(raw, plan, standardization, summary, survey);
    }

    private void demandLearned(Set<String> dequantised) {
        List<String> features = plan.columns().features();
        refuseOption(dequantised.stream()
                .filter(column -> !features.contains(column))
                .sorted()
                .map(column ->
                        "column '" + column + "' is not among those that are learned: " + NameList.shown(features))
                .toList());
    }

    private void refuseMisfits(Tally tally) {
        refuseOption(IntStream.range(0, reader.dimension())
                .filter(i -> tally.misfits()[i] > 0)
                .mapToObj(i -> "column '" + reader.names().get(i) + "': expected multiples of "
                        + plan.steps().get(reader.names().get(i)) + ", got " + Counted.number(tally.misfits()[i])
                        + " of " + Counted.of(tally.used(), "value")
                        + " that are none; give the step of its values, as in "
                        + NameList.shown(reader.names().get(i)) + "=0.5, or do not dequantise it")
                .toList());
    }

    private static void refuseOption(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new ConfigProblems(reasons.stream()
                    .map(reason -> Problem.of("", "data.dequantize", reason))
                    .toList());
        }
    }

    private static void refuse(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw DataException.ofRecords(reasons);
        }
    }

    private Standardization scaled(List<ColumnSample> columns) {
        refuse(columns.stream()
                .map(column -> Scales.obstacle(plan.scaling(), column))
                .flatMap(Optional::stream)
                .toList());
        return Scales.of(plan.scaling(), columns).dequantised(dequantization().steps());
    }

    private Dequantization dequantization() {
        return Dequantization.of(
                plan.columns().features(), plan.steps(), plan.split().key());
    }

    private JavaRDD<RawShard> shuffled() {
        JavaRDD<Row> rows = reader.narrow(table).javaRDD();
        Placement placement = new Placement(
                plan.workers(), pieces(rows), plan.split(), plan.columns().identity());
        int features = reader.dimension();
        JavaPairRDD<Integer, RecordBlock> addressed = plan.columns().identity() instanceof RecordIdentity.FromContent
                ? ranked(rows, placement)
                : read(rows, placement);
        Dequantization noise = dequantization();
        return gathered(addressed, placement.targets())
                .mapPartitionsWithIndex(
                        (piece, blocks) -> Stream.of(RawShard.assemble(piece, features, placement, blocks)
                                        .dequantised(noise))
                                .iterator(),
                        true);
    }

    /**
     * Of each worker's shard: as many as make a piece one of some tens of thousands of records, by Spark's estimate of the bytes of the table, which may be far
     * off. What comes of it is the same with any number of them.
     */
    private int pieces(JavaRDD<Row> rows) {
        Dataset<Row> read = reader.narrow(table);
        BigInt bytes = read.queryExecution().optimizedPlan().stats().sizeInBytes();
        long partitions = rows.getNumPartitions();
        boolean known = bytes.isValidLong()
                && bytes.toLong() < read.sparkSession().sessionState().conf().defaultSizeInBytes();
        long all = known ? Math.min(bytes.toLong() / BYTES_OF_A_PIECE, PIECES_OF_A_PARTITION * partitions) : partitions;
        return (int) Math.max(1, Math.min(all, MOST_PIECES) / plan.workers());
    }

    /** Blocks of records, addressed by their ids as read. */
    private JavaPairRDD<Integer, RecordBlock> read(JavaRDD<Row> all, Placement placement) {
        FeatureReader narrow = reader;
        return all.mapPartitionsToPair(rows -> new BlockReader(rows, narrow, placement));
    }

    /**
     * Records of one content come together to be ranked, as many contents in a task as a partition or a piece has records; those
     * places have nothing to do with workers.
     */
    private JavaPairRDD<Integer, RecordBlock> ranked(JavaRDD<Row> rows, Placement placement) {
        int places = IntStream.of(
                        placement.targets(),
                        rows.getNumPartitions(),
                        rows.context().defaultParallelism())
                .max()
                .orElseThrow();
        int features = reader.dimension();
        return gathered(read(rows, placement.over(places)), places)
                .mapPartitionsToPair(blocks -> new Ranks(features, placement, blocks));
    }

    private static JavaRDD<RecordBlock> gathered(JavaPairRDD<Integer, RecordBlock> addressed, int places) {
        return Crossing.shuffleMany(addressed, new WorkerPartitioner(places), RecordBlockCodec.INSTANCE);
    }

    /** Examples of what was left out. */
    private List<String> handleLeftOut(Tally tally) {
        if (tally.leftOut() == 0) {
            return List.of();
        }
        List<String> examples = examples();
        if (plan.badRecords() instanceof BadRecordPolicy.Fail) {
            throw DataException.ofRecords(Counted.number(tally.leftOut()) + " of "
                    + Counted.of(tally.used() + tally.leftOut(), "record") + " cannot be used: "
                    + DataSummary.flaws(tally.flawCounts(reader.names()))
                    + " (for instance " + String.join("; ", examples)
                    + "); "
                    + (tally.used() == 0
                            ? "no record is left: leave out, with --columns, what has no numbers"
                            : "correct them, or choose the policy drop or quarantine for bad records (--nulls)"));
        }
        if (plan.badRecords() instanceof BadRecordPolicy.Quarantine quarantine) {
            leftOut().write().mode(SaveMode.Overwrite).parquet(quarantine.path());
        }
        return examples;
    }

    private List<String> examples() {
        FeatureReader narrow = reader;
        FlatMapFunction<Row, String> inWords =
                row -> narrow.flaw(row).map(flaw -> flaw.inWords(narrow.shown(row))).stream()
                        .iterator();
        return reader.narrow(table).flatMap(inWords, Encoders.STRING()).takeAsList(EXAMPLES_SHOWN).stream()
                .distinct()
                .toList();
    }

    /** The unusable rows with all their columns and the reason. */
    private Dataset<Row> leftOut() {
        int[] all = IntStream.range(0, table.columns().length).toArray();
        FeatureReader columns = reader.behind(all.length);
        StructType schema = table.schema().add(BadRecordPolicy.Quarantine.REASON, DataTypes.StringType);
        FlatMapFunction<Row, Row> withReason = row -> columns.flaw(row).stream()
                .map(flaw -> ScoredRows.appended(row, all, flaw.toString()))
                .iterator();
        return reader.beside(table).flatMap(withReason, Encoders.row(schema));
    }

    private List<ColumnStatistics> statistics(Tally tally) {
        long training = tally.parts()[Split.Part.TRAIN.ordinal()];
        if (tally.used() + tally.leftOut() == 0) {
            throw DataException.ofRecords("the data have no records, only columns: "
                    + NameList.shown(plan.columns().features()));
        }
        if (training < 2) {
            throw DataException.ofRecords("expected at least 2 training records, got " + training + " (of "
                    + Counted.of(tally.used() + tally.leftOut(), "record") + " read, " + tally.leftOut()
                    + " could not be used, " + (tally.used() - training) + " held out)"
                    + (tally.leftOut() > 0 ? ": " + DataSummary.flaws(tally.flawCounts(reader.names())) : ""));
        }
        List<ColumnStatistics> statistics = new ArrayList<>();
        for (int i = 0; i < reader.dimension(); i++) {
            statistics.add(tally.training()[i].statistics(reader.names().get(i)));
        }
        refuse(statistics.stream()
                .filter(ColumnStatistics::isConstant)
                .map(s -> "column '" + s.column() + "' is " + s.min() + " in all of "
                        + Counted.of(training, "training record") + "; a constant has no density: leave the column out")
                .toList());
        return statistics;
    }
}
