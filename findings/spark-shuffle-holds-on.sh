#!/usr/bin/env bash
# A task that shuffles streams its records out, one would think. With spark.serializer as it is by default (Java's streams) each partition that it writes to has a
# stream of its own, which keeps up to spark.serializer.objectStreamReset = 100 objects, keys and values, alive: with a few hundred partitions everything that the task has
# written. A ShuffledRDD with a KryoSerializer keeps none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>shuffle</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.spark</groupId>
      <artifactId>spark-core_2.13</artifactId>
      <version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
POM
cat > "$work/Finding.java" <<'JAVA'
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import scala.Tuple2;
import scala.reflect.ClassTag;

public class Finding {
    static final int PARTITIONS = 20;
    static final int RECORDS = 900;
    static final List<WeakReference<byte[]>> MADE = new ArrayList<>();
    static long alive;

    /** Record i goes to partition i modulo 20; the last one counts who is still there of all before it. */
    static Tuple2<Integer, byte[]> record(int i) {
        byte[] value = new byte[1 << 12];
        if (i == RECORDS - 1) {
            System.gc();
            alive = MADE.stream().filter(made -> made.get() != null).count();
        }
        MADE.add(new WeakReference<>(value));
        return new Tuple2<>(i, value);
    }

    static long alive(JavaSparkContext context, Serializer serializer) {
        MADE.clear();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            numbers.add(i);
        }
        JavaPairRDD<Integer, byte[]> pairs = context.parallelize(numbers, 1).mapToPair(Finding::record);
        ClassTag<byte[]> bytes = ClassTag.apply(byte[].class);
        new ShuffledRDD<Integer, byte[], byte[]>(
                        pairs.rdd(), new HashPartitioner(PARTITIONS), ClassTag.apply(Integer.class), bytes, bytes)
                .setSerializer(serializer).count();
        return alive;
    }

    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("finding").set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1");
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            long java = alive(context, new JavaSerializer(conf));
            long kryo = alive(context, new KryoSerializer(conf));
            System.out.println("Spark " + context.version() + ", a task writes " + RECORDS + " records to " + PARTITIONS + " partitions");
            System.out.println("alive when it makes the last one, Java's serializer (the default): " + java + " (one would expect a few)");
            System.out.println("the same with Kryo:                                                " + kryo);
            System.exit(java > RECORDS / 2 && kryo < RECORDS / 10 ? 0 : 1);
        }
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$work/cp" >&2
opens=()
for package in java.base/java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent} java.base/java.util.concurrent.atomic \
  java.base/jdk.internal.ref java.base/sun.{nio.ch,nio.cs} java.base/sun.{security.action,util.calendar}; do
  opens+=("--add-opens=$package=ALL-UNNAMED")
done
cd "$work"
javac -cp "$(<cp)" Finding.java # tasks have to find its classes
SPARK_LOCAL_IP=127.0.0.1 java "${opens[@]}" -cp ".:$(<cp)" Finding 2> log || { cat log >&2; exit 1; }
