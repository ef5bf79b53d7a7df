package io.tacit.spark.data;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;
import io.tacit.spark.wire.WorkerShardCodec;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;

/**
 * Records on their way to the worker that they are dealt to.
 *
 * @param costs of each
 */
record PricedRecords(WorkerShard records, long[] costs) {

    /** Some of a shard's records, for a worker. */
    static PricedRecords of(int worker, WorkerShard shard, long[] costsOfRecords, int[] chosen) {
        return new PricedRecords(
                shard.pick(worker, chosen),
                Arrays.stream(chosen).mapToLong(i -> costsOfRecords[i]).toArray());
    }

    /** {@code records · number of costs · costs}. */
    static final class Codec implements WireCodec<PricedRecords> {
        static final Codec INSTANCE = new Codec();

        private Codec() {}

        @Override
        public Class<PricedRecords> type() {
            return PricedRecords.class;
        }

        @Override
        public byte version() {
            return 1;
        }

        @Override
        public void encode(PricedRecords value, WireWriter out) {
            out.part(WorkerShardCodec.INSTANCE, value.records);
            out.length(value.costs.length);
            out.longs(value.costs);
        }

        @Override
        public PricedRecords decode(WireReader in) {
            return new PricedRecords(in.part(WorkerShardCodec.INSTANCE), in.longs(in.arrayLength()));
        }
    }
}
