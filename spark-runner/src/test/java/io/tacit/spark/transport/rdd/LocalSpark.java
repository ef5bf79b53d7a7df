package io.tacit.spark.transport.rdd;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, with the settings of a real run. */
public final class LocalSpark {
    private LocalSpark() {}

    /** {@code master} is for example {@code local[2]}; settings are name, value, name, value, ... */
    public static SparkSession start(String master, String... settings) {
        SparkConf conf = new SparkConf(false)
                .setMaster(master)
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "3");
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }
}
