package io.tacit.spark.failure;

import java.util.Locale;

/** Memory of processes, in bytes, and the options that give them more where this program runs. */
public final class HeapOptions {
    private static final long KIB = 1024;
    private static final long GIB = KIB * KIB * KIB;

    private HeapOptions() {}

    /** Of the driver, or of everything where Spark runs inside this process: "TACIT_JAVA_OPTS=-Xmx8g". */
    public static String driver(long bytes) {
        return (isSubmitted() ? "--driver-memory " : "TACIT_JAVA_OPTS=-Xmx") + gibibytes(bytes);
    }

    /** Of each executor: "--conf spark.executor.memory=8g". */
    public static String executor(long bytes) {
        return "--conf spark.executor.memory=" + gibibytes(bytes);
    }

    /** Whether spark-submit started this process; it says so in the properties that it sets. */
    public static boolean isSubmitted() {
        return System.getProperty("spark.submit.deployMode") != null;
    }

    /** "3.2 GiB". */
    public static String text(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = bytes;
        int unit = 0;
        while (value >= KIB && unit < units.length - 1) {
            value /= KIB;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    private static String gibibytes(long bytes) {
        return (bytes + GIB - 1) / GIB + "g";
    }
}
