package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineProvider;
import io.tacit.core.engine.nd4j.GpuCode.Gpu;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;

/** Opens {@link Nd4jEngine} on a GPU. Without a CUDA backend on the class path, or code for the GPUs there are, ND4J is not even started. */
public final class Nd4jOnGpu implements EngineProvider {

    private final Facts facts;

    /** On this machine. */
    public Nd4jOnGpu() {
        this(new Facts(Nd4jBackend.CUDA::onClassPath, CudaDriver::gpus, Nd4jOnGpu::started));
    }

    Nd4jOnGpu(Facts facts) {
        this.facts = facts;
    }

    /**
     * What is found out, in this order, as far as it is asked for.
     *
     * @param backend whether CUDA's backend is on the class path
     * @param gpus those that the driver shows
     * @param start why ND4J then starts on none, if so
     */
    record Facts(BooleanSupplier backend, Supplier<List<Gpu>> gpus, Supplier<Optional<String>> start) {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Place place() {
        return Place.GPU;
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT32, Precision.FLOAT64);
    }

    @Override
    public Optional<String> obstacle() {
        if (!facts.backend().getAsBoolean()) {
            return Optional.of("no CUDA backend of ND4J is on the class path: build with the Maven profile -Pcuda"
                    + " (nd4j-cuda-11.6), on a machine with an NVIDIA driver");
        }
        return GpuCode.obstacle(facts.gpus().get()).or(() -> facts.start()
                .get()
                .map(reason -> "CUDA finds no usable device (" + reason
                        + "): the Maven profile -Pcuda brings CUDA 11.6, which needs an NVIDIA"
                        + " driver 510 or newer; see what nvidia-smi says"));
    }

    /** Why ND4J runs on no GPU, if so. A missing driver shows as a failure to link or to initialise. */
    private static Optional<String> started() {
        try {
            boolean gpu =
                    !Nd4j.getEnvironment().isCPU() && Nd4j.getAffinityManager().getNumberOfDevices() > 0;
            return gpu ? Optional.empty() : Optional.of("ND4J started on the processor");
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(rootOf(e).toString());
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return root;
    }

    @Override
    public Engine open(Precision precision, int threads, int gpu) {
        return new Nd4jEngine(precision, new GpuSelector(gpu));
    }
}
