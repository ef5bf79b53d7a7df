package io.tacit.core.engine.nd4j;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import io.tacit.core.engine.nd4j.GpuCode.Capability;
import io.tacit.core.engine.nd4j.GpuCode.Gpu;
import java.util.List;
import java.util.stream.IntStream;

/**
 * NVIDIA's driver, asked by its C interface which GPUs it shows to this process. ND4J could say it too, but must not be started on a GPU that it
 * has no code for.
 */
final class CudaDriver {

    private static final String LIBRARY = "libcuda.so.1";
    private static final int MAJOR = 75;
    private static final int MINOR = 76;
    private static final int NAME_BYTES = 256;

    private final NativeLibrary library;

    private CudaDriver(NativeLibrary library) {
        this.library = library;
    }

    /** None where there is no driver, or it shows none; whoever starts CUDA then is told why. */
    static List<Gpu> gpus() {
        try {
            CudaDriver driver = new CudaDriver(NativeLibrary.getInstance(LIBRARY));
            IntByReference count = new IntByReference();
            boolean shows = driver.does("cuInit", 0) && driver.does("cuDeviceGetCount", count);
            return shows
                    ? IntStream.range(0, count.getValue()).mapToObj(driver::gpu).toList()
                    : List.of();
        } catch (LinkageError e) {
            return List.of();
        }
    }

    private Gpu gpu(int number) {
        IntByReference device = new IntByReference(number);
        does("cuDeviceGet", device, number);
        Capability capability =
                new Capability(attribute(MAJOR, device.getValue()), attribute(MINOR, device.getValue()));
        return new Gpu(number, name(device.getValue()), capability);
    }

    private int attribute(int which, int device) {
        IntByReference value = new IntByReference();
        does("cuDeviceGetAttribute", value, which, device);
        return value.getValue();
    }

    private String name(int device) {
        byte[] name = new byte[NAME_BYTES];
        return does("cuDeviceGetName", name, NAME_BYTES, device) ? Native.toString(name) : "of unknown name";
    }

    /** Whether the function returns CUDA_SUCCESS. */
    private boolean does(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments) == 0;
    }
}
