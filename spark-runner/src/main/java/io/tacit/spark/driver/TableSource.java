package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.Dequantize;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.ColumnChoice;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.OpenedTable;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.transport.StoppedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The table that a configuration names, what is learned of it, and how it is divided. */
record TableSource(DataConfig config, OpenedTable opened, ColumnChoice choice) {
    private static final String QUARANTINE = "quarantine";

    static TableSource of(SparkSession spark, DataConfig config) {
        return of(spark, config, config.columns());
    }

    /** With other columns than those of the configuration. */
    static TableSource of(SparkSession spark, DataConfig config, List<String> columns) {
        OpenedTable opened = OpenedTable.of(spark, config.location());
        return new TableSource(config, opened, opened.choice(columns, identity(config)));
    }

    private static RecordIdentity identity(DataConfig config) {
        return config.id().<RecordIdentity>map(RecordIdentity.FromColumn::new).orElse(new RecordIdentity.FromContent());
    }

    Dataset<Row> table() {
        return opened.rows();
    }

    /** How the table is read, and by name, what is learned and what is left out. */
    List<String> notes() {
        return List.of(opened.how(), choice.inWords());
    }

    /**
     * What the job reads.
     *
     * @throws DataException where files were written meanwhile, whatever came of it
     */
    PreparedData prepared(TrainingJob job) {
        Configuration hadoop = opened.rows().sparkSession().sessionState().newHadoopConf();
        PreparedData data;
        try {
            data = job.prepare();
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            demandNone(looked(() -> opened.seen().changed(hadoop)), e);
            throw e;
        }
        try {
            looked(() -> opened.seen().rewritten(hadoop)).ifPresent(what -> {
                throw DataException.ofRecords(what);
            });
            return data;
        } catch (DataException e) {
            data.close();
            throw e;
        }
    }

    private static void demandNone(Optional<String> change, RuntimeException failure) {
        change.ifPresent(what -> {
            throw new DataException(what, failure);
        });
    }

    /** A look at files that fails says nothing of them. */
    private static Optional<String> looked(Look look) {
        try {
            return look.at();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private interface Look {
        Optional<String> at() throws IOException;
    }

    DataPlan plan(RunConfig run) {
        return new DataPlan(
                choice.columns(identity(config)),
                badRecords(run.output()),
                new Split(
                        config.validation(),
                        config.test(),
                        RandomKey.of(run.training().seed())),
                config.scaling(),
                run.training().workers(),
                config.dequantize().stream().collect(Collectors.toMap(Dequantize::column, Dequantize::step)),
                run.training().watch().evaluated());
    }

    private BadRecordPolicy badRecords(String output) {
        return switch (config.nulls()) {
            case FAIL -> new BadRecordPolicy.Fail();
            case DROP -> new BadRecordPolicy.Drop();
            case QUARANTINE -> new BadRecordPolicy.Quarantine(new Path(output, QUARANTINE).toString());
        };
    }
}
