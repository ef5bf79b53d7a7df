#!/usr/bin/env bash
# ND4J's maximum gives NaN or the number, depending on which operand is NaN; its condition "equals 0" holds for the smallest subnormal number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>nd4j</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>nd4j-native</artifactId>
      <version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>org.nd4j</groupId>
      <artifactId>nd4j-native</artifactId>
      <version>1.0.0-M2.1</version>
      <classifier>linux-x86_64</classifier>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
POM
cat > "$work/Finding.java" <<'JAVA'
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

public class Finding {
    static float maximum(float a, float b) {
        INDArray z = Nd4j.create(new float[1]);
        Nd4j.exec(DynamicCustomOp.builder("maximum").addInputs(Nd4j.create(new float[] {a}), Nd4j.create(new float[] {b}))
                .addOutputs(z).build());
        return z.getFloat(0);
    }

    /** 9 where x equals 0, else x. */
    static float nineForZero(float x) {
        INDArray in = Nd4j.create(new float[] {x});
        INDArray z = in.dup();
        Nd4j.getExecutioner().exec(new CompareAndSet(in, z, 9, Conditions.equals(0)));
        return z.getFloat(0);
    }

    public static void main(String[] args) {
        float left = maximum(Float.NaN, 1);
        float right = maximum(1, Float.NaN);
        float subnormal = nineForZero(Float.MIN_VALUE);
        System.out.println("ND4J 1.0.0-M2.1 on a processor");
        System.out.println("maximum(NaN, 1) = " + left + ", maximum(1, NaN) = " + right + " (one would expect the same of both)");
        System.out.println("9 where " + Float.MIN_VALUE + " equals 0, else that: " + subnormal + " (one would expect " + Float.MIN_VALUE + ")");
        System.exit(Float.isNaN(left) != Float.isNaN(right) && subnormal == 9 ? 0 : 1);
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$work/cp" >&2
cd "$work"
java -cp "$(<cp)" Finding.java 2> log || { cat log >&2; exit 1; }
