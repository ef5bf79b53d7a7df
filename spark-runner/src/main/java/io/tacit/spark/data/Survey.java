package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What one look at all shards finds: counts and moments of all records, and a sample of the training records.
 *
 * @param contents of the records of each piece, see {@link Tally#content}
 * @param training records in each piece
 */
record Survey(Tally tally, RecordSample sample, long[] contents, long[] training) {

    /** @param raw all pieces, one in each partition */
    static Survey of(JavaRDD<RawShard> raw, FeatureReader reader) {
        int pieces = raw.getNumPartitions();
        List<Tuple2<long[], double[]>> parts = raw.map(
                        shard -> new Tuple2<>(shard.tally(reader).toLongs(), RecordSample.part(shard, pieces)))
                .collect();
        Tally total = Tally.none(reader);
        long[] contents = new long[parts.size()];
        long[] training = new long[parts.size()];
        for (int piece = 0; piece < contents.length; piece++) {
            Tally own = Tally.ofLongs(parts.get(piece)._1(), reader);
            contents[piece] = own.content()[0];
            training[piece] = own.parts()[Split.Part.TRAIN.ordinal()];
            total.add(own);
        }
        return new Survey(
                total,
                RecordSample.of(
                        reader.dimension(), parts.stream().map(Tuple2::_2).toList()),
                contents,
                training);
    }

    /** In the pieces from {@code first} up to {@code end}. */
    int trainingRecords(int first, int end) {
        long records = Arrays.stream(training, first, end).sum();
        if (records > Integer.MAX_VALUE) {
            throw DataException.ofRecords(
                    Counted.of(records, "training record") + " of one worker, more than can be counted in an epoch ("
                            + Integer.MAX_VALUE + "); use more workers");
        }
        return (int) records;
    }

    /** By feature. */
    List<ColumnSample> columns(List<ColumnStatistics> statistics) {
        return IntStream.range(0, statistics.size())
                .mapToObj(i -> new ColumnSample(statistics.get(i), tally.extremes(i), sample.ascending(i)))
                .toList();
    }
}
