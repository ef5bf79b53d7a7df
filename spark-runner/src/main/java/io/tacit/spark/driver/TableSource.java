package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.Dequantize;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.Scaling;
import io.tacit.spark.data.TableFormat;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The table that a configuration names, and how it is divided. */
record TableSource(SparkSession spark, DataConfig config) {
    private static final String QUARANTINE = "quarantine";

    Dataset<Row> table() {
        return format().read(spark, config.path());
    }

    private TableFormat format() {
        return config.format() == DataConfig.Format.CSV ? TableFormat.CSV : TableFormat.PARQUET;
    }

    DataPlan plan(RunConfig run) {
        return new DataPlan(
                columns(),
                badRecords(run.output()),
                new Split(
                        config.validation(),
                        config.test(),
                        RandomKey.of(run.training().seed())),
                Scaling.valueOf(config.scaling().name()),
                run.training().work().workers(),
                config.dequantize().stream().collect(Collectors.toMap(Dequantize::column, Dequantize::step)));
    }

    private RecordColumns columns() {
        RecordIdentity identity = config.id()
                .<RecordIdentity>map(RecordIdentity.FromColumn::new)
                .orElse(new RecordIdentity.FromContent());
        return config.columns().isEmpty()
                ? RecordColumns.allOf(table().schema(), identity)
                : new RecordColumns(config.columns(), identity);
    }

    private BadRecordPolicy badRecords(String output) {
        return switch (config.nulls()) {
            case FAIL -> new BadRecordPolicy.Fail();
            case DROP -> new BadRecordPolicy.Drop();
            case QUARANTINE -> new BadRecordPolicy.Quarantine(new Path(output, QUARANTINE).toString());
        };
    }
}
