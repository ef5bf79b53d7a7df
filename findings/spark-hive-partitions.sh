#!/usr/bin/env bash
# Spark and directories of Hive partitions (k=5/): a file that lies beside them is not read, without a word; and CSV files that have the
# partition's column as well are read with cells shifted, since Spark takes that column out of the schema but not out of the lines.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>partitions</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.spark</groupId>
      <artifactId>spark-sql_2.13</artifactId>
      <version>4.2.0</version>
    </dependency>
  </dependencies>
</project>
POM
cat > "$work/Finding.java" <<'JAVA'
import org.apache.spark.sql.SparkSession;

public class Finding {
    public static void main(String[] args) {
        SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
        long rows = spark.read().option("header", "true").schema("x INT").csv("beside").count();
        int x = spark.read().option("header", "true").schema("k INT, x INT").csv("both").head().<Integer>getAs("x");
        System.out.println("Spark " + spark.version());
        System.out.println("beside/k=5/a.csv has 2 rows, beside/b.csv has 1; rows read: " + rows + " (one would expect 3, or an error)");
        System.out.println("both/k=5/a.csv has k = 7, x = 1; x read: " + x + " (one would expect 1)");
        System.exit(rows == 2 && x == 7 ? 0 : 1);
    }
}
JAVA
mkdir -p "$work"/{beside,both}/k=5
printf 'x\n1\n2\n' > "$work/beside/k=5/a.csv"
printf 'x\n3\n' > "$work/beside/b.csv"
printf 'k,x\n7,1\n' > "$work/both/k=5/a.csv"
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$work/cp" >&2
opens=()
for package in java.base/java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent} java.base/java.util.concurrent.atomic \
  java.base/jdk.internal.ref java.base/sun.{nio.ch,nio.cs} java.base/sun.{security.action,util.calendar}; do
  opens+=("--add-opens=$package=ALL-UNNAMED")
done
cd "$work"
SPARK_LOCAL_IP=127.0.0.1 java "${opens[@]}" -cp "$(<cp)" Finding.java 2> log || { cat log >&2; exit 1; }
