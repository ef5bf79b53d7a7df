package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.cpu.array.Numbers;
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

    /** The arrays they work on. */
    Numbers<A> numbers();

    /** The kernels for this process in float32, chosen once. */
    static Kernels<float[]> floats() {
        return Chosen.FLOATS;
    }

    /** The kernels for this process in float64, chosen once. */
    static Kernels<double[]> doubles() {
        return Chosen.DOUBLES;
    }

    /** The scalar twins in float32. */
    static Kernels<float[]> scalarFloats() {
        return ScalarKernels.of(Element.FLOAT);
    }

    /** The scalar twins in float64. */
    static Kernels<double[]> scalarDoubles() {
        return ScalarKernels.of(Element.DOUBLE);
    }

    /** Vector kernels in float32 of the length the processor prefers, where the Vector API is present and can do them. */
    static Optional<Kernels<float[]>> vectorFloats() {
        return Chosen.vector(Element.FLOAT);
    }

    /** Vector kernels in float64 of the length the processor prefers, where the Vector API is present and can do them. */
    static Optional<Kernels<double[]>> vectorDoubles() {
        return Chosen.vector(Element.DOUBLE);
    }

    /** Holds the choice. */
    final class Chosen {

        private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
        private static final boolean VECTORS = vectors();
        private static final Kernels<float[]> FLOATS = choose(Element.FLOAT);
        private static final Kernels<double[]> DOUBLES = choose(Element.DOUBLE);

        private Chosen() {}

        private static <A> Kernels<A> choose(Element<A> element) {
            return VECTORS ? vector(element).orElseThrow() : ScalarKernels.of(element);
        }

        private static <A> Optional<Kernels<A>> vector(Element<A> element) {
            int bits = VectorKernels.preferredBits();
            return bits == 128 || bits == 256 || bits == 512
                    ? Optional.of(new VectorKernels<>(element, bits, FirstUse.WARMED_UP))
                    : Optional.empty();
        }

        private static boolean vectors() {
            if (!optimizes()) {
                LOG.warn(
                        "kernels are scalar: this JVM has no optimizing compiler (-XX:TieredStopAtLevel=1, -Xint), without which SIMD is"
                                + " slower than they are; training is many times faster without that option");
                return false;
            }
            boolean present = vector(Element.FLOAT).isPresent();
            if (!present) {
                LOG.warn(
                        "kernels are scalar: SIMD is off because the Vector API is not there, and training is several times slower;"
                                + " start the JVM with --add-modules jdk.incubator.vector");
            }
            return present;
        }

        /** Whether the Vector API is compiled to vector instructions: only the second of HotSpot's compilers does so; without it each operation makes objects. */
        private static boolean optimizes() {
            String mode = System.getProperty("java.vm.info", "");
            return !mode.contains("emulated-client") && !mode.contains("interpreted mode");
        }
    }
}
