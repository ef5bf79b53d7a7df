package io.tacit.spark.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;

/**
 * The Spark settings without which our serializers would not be used: {@link #applyTo} sets them, {@link #require}
 * refuses a session without them before its first job.
 */
public final class WireSettings {
    static final String SERIALIZER = "spark.serializer";
    static final String REGISTRATOR = "spark.kryo.registrator";
    static final String REGISTRATION_REQUIRED = "spark.kryo.registrationRequired";
    static final String BUFFER_MAX = "spark.kryoserializer.buffer.max";

    private WireSettings() {}

    /** Sets what {@link #require} demands, and room for large θ where the user has not chosen the room. */
    public static SparkConf applyTo(SparkConf conf) {
        return conf.set(SERIALIZER, KryoSerializer.class.getName())
                .set(REGISTRATOR, registrators(conf))
                .set(REGISTRATION_REQUIRED, "true")
                .setIfMissing(BUFFER_MAX, "1g");
    }

    private static String registrators(SparkConf conf) {
        String present = conf.get(REGISTRATOR, "");
        String ours = TacitRegistrator.class.getName();
        return hasOurs(present) ? present : present.isBlank() ? ours : present + "," + ours;
    }

    /**
     * Passes where the session would use our serializers.
     *
     * @throws WireSettingsException naming each key to set, with its value
     */
    public static void require(SparkConf conf) {
        List<String> problems = new ArrayList<>();
        String serializer = conf.get(SERIALIZER, "org.apache.spark.serializer.JavaSerializer");
        if (!serializer.equals(KryoSerializer.class.getName())) {
            problems.add(problem(SERIALIZER, KryoSerializer.class.getName(), serializer));
        }
        String registrators = conf.get(REGISTRATOR, "");
        if (!hasOurs(registrators)) {
            problems.add(problem(REGISTRATOR, TacitRegistrator.class.getName(), registrators));
        }
        String required = conf.get(REGISTRATION_REQUIRED, "false");
        if (!required.equalsIgnoreCase("true")) {
            problems.add(problem(REGISTRATION_REQUIRED, "true", required));
        }
        if (!problems.isEmpty()) {
            throw new WireSettingsException(problems);
        }
    }

    private static boolean hasOurs(String registrators) {
        return Arrays.stream(registrators.split(","))
                .anyMatch(name -> name.strip().equals(TacitRegistrator.class.getName()));
    }

    private static String problem(String key, String expected, String came) {
        return "set " + key + "=" + expected + " (it is " + (came.isBlank() ? "not set" : came) + ")";
    }
}
