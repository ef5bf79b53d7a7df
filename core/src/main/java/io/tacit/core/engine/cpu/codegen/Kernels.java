package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels of one precision for one kind of processor.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public sealed interface Kernels<A> permits VectorKernels, ScalarKernels {

    /** Primitive operations a kernel should not exceed: the virtual machine does not compile methods beyond a size. */
    int LARGEST_KERNEL = 150;

    /** How these kernels run, for logs and reports. */
    String name();

    Gemm<A> gemm();

    LaneSum<A> laneSum();

    /** Code for a kernel; kernels beyond {@link #LARGEST_KERNEL} run as their scalar twins. */
    FusedLoop<A> compile(FusedKernel kernel);

    /** The kernels for this process, chosen once. */
    static Kernels<float[]> best() {
        return Best.KERNELS;
    }

    /** The scalar twins. */
    static Kernels<float[]> scalar() {
        return new ScalarKernels();
    }

    /** Vector kernels of the length the processor prefers, where the Vector API is present and can do them. */
    static Optional<Kernels<float[]>> vector() {
        int lanes = VectorKernels.preferredLanes();
        return lanes == 4 || lanes == 8 || lanes == 16
                ? Optional.of(new VectorKernels(lanes, FirstUse.WARMED_UP))
                : Optional.empty();
    }

    /** Holds the choice. */
    final class Best {

        private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
        private static final Kernels<float[]> KERNELS = choose();

        private Best() {}

        private static Kernels<float[]> choose() {
            if (!optimizes()) {
                LOG.warn(
                        "kernels are scalar: this JVM has no optimizing compiler (-XX:TieredStopAtLevel=1, -Xint), without which SIMD is"
                                + " slower than they are; training is many times faster without that option");
                return scalar();
            }
            Kernels<float[]> kernels = vector().orElseGet(Kernels::scalar);
            if (kernels instanceof ScalarKernels) {
                LOG.warn(
                        "kernels are scalar: SIMD is off because the Vector API is not there, and training is several times slower;"
                                + " start the JVM with --add-modules jdk.incubator.vector");
            }
            return kernels;
        }

        /** Whether the Vector API is compiled to vector instructions: only the second of HotSpot's compilers does so; without it each operation makes objects. */
        private static boolean optimizes() {
            String mode = System.getProperty("java.vm.info", "");
            return !mode.contains("emulated-client") && !mode.contains("interpreted mode");
        }
    }
}
