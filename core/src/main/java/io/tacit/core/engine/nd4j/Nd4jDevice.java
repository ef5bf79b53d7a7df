package io.tacit.core.engine.nd4j;

import com.sun.jna.Function;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;

/** What ND4J runs on, for the thread that asks. */
final class Nd4jDevice {

    private Nd4jDevice() {}

    static EngineInfo info(Precision precision) {
        return Nd4j.getEnvironment().isCPU() ? processor(precision) : gpu(precision);
    }

    private static EngineInfo processor(Precision precision) {
        return new EngineInfo(
                "nd4j", "cpu", "OpenBLAS " + blasKernel(), Nd4j.getEnvironment().maxMasterThreads(), precision);
    }

    /**
     * JavaCPP's preset leaves {@code openblas_get_corename} out, so JNA, which ND4J brings, calls it by its address. Opening the library by JNA
     * would make its symbols global; ND4J has loaded OpenBLAS twice, and one copy would then free what the other allocated.
     */
    private static String blasKernel() {
        Pointer address = Loader.addressof("openblas_get_corename");
        return address == null
                ? "of unknown kernel"
                : Function.getFunction(new com.sun.jna.Pointer(address.address()))
                        .invokeString(new Object[0], false);
    }

    private static EngineInfo gpu(Precision precision) {
        Object devices =
                Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY);
        int selected = Nd4j.getAffinityManager().getDeviceForCurrentThread();
        return new EngineInfo("nd4j", "gpu " + selected + ", " + name(devices, selected), "cuBLAS", 1, precision);
    }

    private static String name(@Nullable Object devices, int number) {
        return devices instanceof List<?> list && number < list.size() && list.get(number) instanceof Map<?, ?> device
                ? String.valueOf(device.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY))
                : "unknown";
    }
}
