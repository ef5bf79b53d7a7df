package io.tacit.core.engine.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The GPUs for which ND4J's CUDA backend of this version has machine code. A GPU runs code made for its own major compute capability, of the same
 * minor or a lower one; code for a later driver to compile (PTX) is not in the library.
 */
final class GpuCode {

    /** The architectures of nd4j-cuda-11.6 1.0.0-M2.1, counted in the fat binaries of its library. */
    private static final List<Capability> MADE_FOR = List.of(
            new Capability(3, 7),
            new Capability(5, 0),
            new Capability(5, 2),
            new Capability(6, 0),
            new Capability(6, 1),
            new Capability(7, 0),
            new Capability(7, 5),
            new Capability(8, 0),
            new Capability(8, 6));

    private GpuCode() {}

    /** What a GPU can execute, as NVIDIA numbers it. */
    record Capability(int major, int minor) {
        private boolean runsCodeFor(Capability other) {
            return major == other.major && minor >= other.minor;
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** A GPU that CUDA shows to this process. */
    record Gpu(int number, String name, Capability capability) {
        boolean served() {
            return MADE_FOR.stream().anyMatch(capability::runsCodeFor);
        }

        @Override
        public String toString() {
            return "GPU " + number + " (" + name + ") has compute capability " + capability;
        }
    }

    /** Those of the GPUs without code, and what to do; empty where all have some. One that is without must be hidden, or a task could be given it. */
    static Optional<String> obstacle(List<Gpu> gpus) {
        String without =
                gpus.stream().filter(gpu -> !gpu.served()).map(Gpu::toString).collect(Collectors.joining(", "));
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        without + ", and ND4J 1.0.0-M2.1 has code for 3.7 and from 5.0 to 8.9 only: compute on the"
                                + " processor, or let CUDA_VISIBLE_DEVICES name only GPUs that it serves");
    }
}
