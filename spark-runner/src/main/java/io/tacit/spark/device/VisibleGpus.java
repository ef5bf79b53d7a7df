package io.tacit.spark.device;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The GPUs that CUDA shows to this process. Spark's addresses are the host's, as {@code nvidia-smi} prints them; where
 * {@code CUDA_VISIBLE_DEVICES} is set, CUDA numbers the entries of that list from 0.
 *
 * @param listed entries of the list; empty where the variable is not set
 */
record VisibleGpus(Optional<List<String>> listed) {
    private static final String VARIABLE = "CUDA_VISIBLE_DEVICES";
    private static final int SEVERAL = 2;

    static VisibleGpus of(Map<String, String> environment) {
        return new VisibleGpus(Optional.ofNullable(environment.get(VARIABLE)).map(VisibleGpus::entries));
    }

    /** CUDA heeds a list up to its first entry that is no device, such as -1. */
    private static List<String> entries(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .takeWhile(entry -> !entry.isEmpty() && !entry.startsWith("-"))
                .toList();
    }

    /**
     * CUDA's number of the GPU with this address.
     *
     * @throws IllegalStateException where the address says nothing here, with what to change
     */
    int number(String address) {
        return listed.map(list -> position(address, list)).orElseGet(() -> index(address));
    }

    private static int index(String address) {
        if (address.matches("\\d{1,9}")) {
            return Integer.parseInt(address);
        }
        throw new IllegalStateException("Spark gave this task the GPU with address '" + address
                + "', which is no index as nvidia-smi prints it, and " + VARIABLE
                + " is not set; let the discovery script print indices, or name the GPU in that list");
    }

    private static int position(String address, List<String> list) {
        List<Integer> found = IntStream.range(0, list.size())
                .filter(i -> names(list.get(i), address))
                .boxed()
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new IllegalStateException("Spark gave this task the GPU with address '" + address + "', which "
                + (found.size() < SEVERAL ? "is not" : "is more than once") + " in " + VARIABLE + "="
                + String.join(",", list)
                + "; the discovery script has to print addresses from that list, in the same form");
    }

    /** CUDA takes the beginning of a UUID for the whole. */
    private static boolean names(String entry, String address) {
        boolean uuid = entry.startsWith("GPU-") || entry.startsWith("MIG-");
        return uuid ? address.startsWith(entry) : entry.equals(address);
    }
}
