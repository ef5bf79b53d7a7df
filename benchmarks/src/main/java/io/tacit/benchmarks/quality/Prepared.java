package io.tacit.benchmarks.quality;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.DataPreparation;
import io.tacit.spark.data.OpenedTable;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** The records of a configuration as the product itself divides and standardises them, each part in the order of the records' ids. */
record Prepared(WorkerShard training, WorkerShard test, Standardization standardization) {

    /** Where records go and what becomes of them does not depend on the number of workers, so here there is one. */
    static Prepared of(SparkSession spark, RunConfig config) {
        DataConfig data = config.data();
        RecordIdentity identity =
                data.id().<RecordIdentity>map(RecordIdentity.FromColumn::new).orElse(new RecordIdentity.FromContent());
        OpenedTable table = OpenedTable.of(spark, data.location());
        DataPlan plan = new DataPlan(
                table.choice(data.columns(), identity).columns(identity),
                new BadRecordPolicy.Fail(),
                new Split(
                        data.validation(),
                        data.test(),
                        RandomKey.of(config.training().seed())),
                Scaling.valueOf(data.scaling().name()),
                1);
        try (PreparedData prepared = DataPreparation.prepare(table.rows(), plan)) {
            return new Prepared(
                    collected(prepared.shards(Split.Part.TRAIN)),
                    collected(prepared.shards(Split.Part.TEST)),
                    prepared.standardization());
        }
    }

    private static WorkerShard collected(JavaRDD<WorkerRecords> shard) {
        long[] ids = shard.map(records -> records.all().ids()).first();
        float[] rows = shard.map(records -> records.all().rows()).first();
        return WorkerShard.rows(0, rows.length / ids.length, ids, rows);
    }

    /** The first test records. */
    WorkerShard firstOfTest(int records) {
        return test.pick(0, IntStream.range(0, Math.min(records, test.count())).toArray());
    }

    /** A line a record, without header; digits enough that a reader gets the same float. */
    static void write(WorkerShard records, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < records.all().rows().length; i++) {
                out.write(Float.toString(records.all().rows()[i]));
                out.write((i + 1) % records.all().dim() == 0 ? '\n' : ',');
            }
        }
    }

    /** What {@link #write} wrote, with line numbers as ids. */
    static WorkerShard read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int features = lines.get(0).split(",", -1).length;
        float[] rows = new float[lines.size() * features];
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int column = 0; column < features; column++) {
                rows[i * features + column] = Float.parseFloat(cells[column]);
            }
        }
        return WorkerShard.rows(
                0, features, IntStream.range(0, lines.size()).asLongStream().toArray(), rows);
    }
}
