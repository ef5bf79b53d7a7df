package io.tacit.spark.data;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/** Puts as many partitions into one as there are pieces, in their order, wherever they lie. Spark's own way goes by places, and mixes them. */
final class SideBySide implements PartitionCoalescer, Serializable {
    private static final long serialVersionUID = 1;

    private SideBySide() {}

    /** {@code groups} partitions of as many of the given ones each, one after the other. */
    static <T> JavaRDD<T> of(JavaRDD<T> partitions, int groups) {
        return partitions.getNumPartitions() == groups
                ? partitions
                : partitions
                        .rdd()
                        .coalesce(groups, false, Option.apply(new SideBySide()), null)
                        .toJavaRDD();
    }

    @Override
    public PartitionGroup[] coalesce(int groups, RDD<?> parent) {
        int each = parent.getNumPartitions() / groups;
        PartitionGroup[] all = new PartitionGroup[groups];
        for (int group = 0; group < groups; group++) {
            PartitionGroup one = new PartitionGroup(Option.empty());
            Arrays.stream(parent.partitions(), group * each, (group + 1) * each)
                    .forEach(partition -> one.partitions().addOne(partition));
            all[group] = one;
        }
        return all;
    }
}
