package io.tacit.spark.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.Sums;
import io.tacit.spark.average.AverageSlice;
import io.tacit.spark.average.Branch;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import io.tacit.spark.worker.WorkerState;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Gives a Kryo serializers of Tacit's types: that of the messages between our actors, and a session's own where a program
 * sends such values, or ND4J arrays, in RDDs and broadcasts of its own ({@code spark.kryo.registrator}). What Tacit sends
 * needs no such setting. Ids are explicit, so that driver and executors agree even where their class paths differ (a GPU
 * executor knows an array class that a CPU driver does not).
 */
public final class TacitRegistrator implements KryoRegistrator {
    private static final int FIRST_ID = 4000;
    private static final List<WireCodec<?>> CODECS = List.of(
            FlatVectorCodec.INSTANCE,
            ParamLayoutCodec.INSTANCE,
            OptimizerStateCodec.INSTANCE,
            SumsCodec.INSTANCE,
            WorkerResultCodec.INSTANCE,
            WorkerShardCodec.INSTANCE,
            RoundStartCodec.INSTANCE,
            ShardSumsCodec.INSTANCE,
            WorkerReportCodec.INSTANCE,
            LeafCodec.INSTANCE,
            PartialCodec.INSTANCE,
            BranchCodec.INSTANCE,
            AverageSliceCodec.INSTANCE,
            DenseVectorCodec.INSTANCE,
            BfloatVectorCodec.INSTANCE,
            Int8VectorCodec.INSTANCE,
            SparseVectorCodec.INSTANCE,
            WorkerStateCodec.INSTANCE);
    private static final List<Class<?>> ARRAYS = List.of(
            FlatVector[].class,
            ParamLayout[].class,
            OptimizerState[].class,
            Sums[].class,
            WorkerResult[].class,
            WorkerShard[].class,
            ShardSums[].class,
            Branch[].class,
            AverageSlice[].class,
            Compressed[].class,
            WorkerState[].class);
    private static final String CPU_ARRAY = "org.nd4j.linalg.cpu.nativecpu.NDArray";
    private static final String CUDA_ARRAY = "org.nd4j.linalg.jcublas.JCublasNDArray";

    /** Stand in for the array classes of a backend that is not on this class path; what arrives is read as our own. */
    private static final class AbsentCpuArray {}

    private static final class AbsentCudaArray {}

    @Override
    public void registerClasses(Kryo kryo) {
        int id = FIRST_ID;
        Serializer<?> arrays = new FramedSerializer<>(NdArrayCodec.INSTANCE);
        kryo.register(new Registration(loaded(CPU_ARRAY, AbsentCpuArray.class), arrays, id++));
        kryo.register(new Registration(loaded(CUDA_ARRAY, AbsentCudaArray.class), arrays, id++));
        for (WireCodec<?> codec : CODECS) {
            kryo.register(new Registration(codec.type(), new FramedSerializer<>(codec), id++));
        }
        for (Class<?> array : ARRAYS) {
            kryo.register(array, id++);
        }
    }

    /** Without initialising it, which would start the backend on an executor that never uses it. */
    private static Class<?> loaded(String name, Class<?> absent) {
        try {
            return Class.forName(name, false, TacitRegistrator.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return absent;
        }
    }
}
