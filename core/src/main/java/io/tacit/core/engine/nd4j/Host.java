package io.tacit.core.engine.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Transfer between arrays of a {@link Frame} and plain Java, for algorithms that branch from example to example. On a GPU it waits for the device. */
final class Host {

    private Host() {}

    /** All numbers of a contiguous array, row-major. */
    static double[] read(INDArray flat) {
        return flat.data().asDouble();
    }

    /** Sets all numbers of an array of any strides from row-major ones. */
    static void write(double[] values, INDArray to) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                INDArray copy = to.dataType() == DataType.FLOAT
                        ? Nd4j.createFromArray(floats(values))
                        : Nd4j.createFromArray(values)) {
            to.assign(copy.reshape(to.shape()));
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
