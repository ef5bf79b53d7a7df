package io.tacit.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor this runs on. */
public final class Processor {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Processor() {}

    /** Its name and, where the system tells, family and model: "AMD EPYC" alone says little. */
    public static String name() {
        String name = field("model name");
        String family = field("cpu family");
        return name.isEmpty()
                ? System.getProperty("os.arch")
                : family.isEmpty() ? name : "%s (family %s, model %s)".formatted(name, family, field("model"));
    }

    private static String field(String name) {
        if (!Files.isReadable(CPUINFO)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(CPUINFO)) {
            return lines.filter(l ->
                            l.substring(0, Math.max(0, l.indexOf(':'))).strip().equals(name))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
