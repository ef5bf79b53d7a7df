#!/usr/bin/env bash
# Spark reads CSV rows of another length than the header's: which of them are corrupt records depends on the columns that a query selects,
# since spark.sql.csv.parser.columnPruning.enabled (the default) lets its parser leave cells out before anybody has counted them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>csv</artifactId>
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
    static SparkSession spark;
    static String file;

    static long corrupt(boolean pruning, String... columns) {
        spark.conf().set("spark.sql.csv.parser.columnPruning.enabled", Boolean.toString(pruning));
        return spark.read().option("header", "true").option("mode", "PERMISSIVE")
                .option("columnNameOfCorruptRecord", "corrupt").schema("a INT, b INT, c INT, corrupt STRING").csv(file)
                .selectExpr(columns).collectAsList().stream().filter(row -> !row.isNullAt(row.size() - 1)).count();
    }

    public static void main(String[] args) {
        file = args[0];
        spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1").getOrCreate();
        long all = corrupt(true, "a", "b", "c", "corrupt");
        long some = corrupt(true, "a", "corrupt");
        long unpruned = corrupt(false, "a", "corrupt");
        System.out.println("Spark " + spark.version() + ", a header of 3 cells, rows of 3, 5 and 2 cells");
        System.out.println("corrupt records, all columns read:        " + all);
        System.out.println("corrupt records, one column read:         " + some + " (one would expect " + all + ")");
        System.out.println("the same with column pruning turned off:  " + unpruned);
        System.exit(all == 2 && some < all && unpruned == 2 ? 0 : 1);
    }
}
JAVA
printf 'a,b,c\n1,2,3\n4,5,6,7,8\n9,10\n' > "$work/table.csv"
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$work/cp" >&2
opens=()
for package in java.base/java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent} java.base/java.util.concurrent.atomic \
  java.base/jdk.internal.ref java.base/sun.{nio.ch,nio.cs} java.base/sun.{security.action,util.calendar}; do
  opens+=("--add-opens=$package=ALL-UNNAMED")
done
cd "$work"
SPARK_LOCAL_IP=127.0.0.1 java "${opens[@]}" -cp "$(<cp)" Finding.java table.csv 2> log || { cat log >&2; exit 1; }
