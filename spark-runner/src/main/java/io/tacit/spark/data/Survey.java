package io.tacit.spark.data;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What one look at all shards finds: counts and moments of all records, and a sample of the training records.
 *
 * @param contents of the records of each worker, see {@link Tally#content}
 */
record Survey(Tally tally, RecordSample sample, long[] contents) {

    static Survey of(JavaRDD<RawShard> raw, FeatureReader reader, int workers) {
        List<Tuple2<long[], double[]>> parts = raw.map(
                        shard -> new Tuple2<>(shard.tally(reader).toLongs(), RecordSample.part(shard, workers)))
                .collect();
        Tally total = Tally.none(reader);
        long[] contents = new long[parts.size()];
        for (int worker = 0; worker < contents.length; worker++) {
            Tally own = Tally.ofLongs(parts.get(worker)._1(), reader);
            contents[worker] = own.content()[0];
            total.add(own);
        }
        return new Survey(
                total,
                RecordSample.of(
                        reader.dimension(), parts.stream().map(Tuple2::_2).toList()),
                contents);
    }

    /** By feature. */
    List<ColumnSample> columns(List<ColumnStatistics> statistics) {
        return IntStream.range(0, statistics.size())
                .mapToObj(i -> new ColumnSample(statistics.get(i), tally.extremes(i), sample.ascending(i)))
                .toList();
    }
}
