package io.tacit.spark.config;

import java.util.List;
import java.util.stream.Stream;

/** Every key of a configuration. A class for each section is the one home of its keys' defaults, ranges, units and meanings. */
public final class Keys {

    private static final List<Key<?>> ALL = Stream.of(
                    DataKeys.all(),
                    ModelKeys.all(),
                    TrainingKeys.all(),
                    OptimizerKeys.all(),
                    AveragingKeys.all(),
                    RoundKeys.all(),
                    OutputKeys.all())
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}

    /** All of them, section after section. */
    public static List<Key<?>> all() {
        return ALL;
    }

    /** How a table is written: format and dialect. */
    public static List<Key<?>> reading() {
        return Stream.concat(Stream.of(DataKeys.FORMAT), CsvDialect.KEYS.stream())
                .toList();
    }

    /** How a table is written, and how much of it is measured. */
    public static List<Key<?>> measuring() {
        return Stream.concat(reading().stream(), Stream.of(RoundKeys.TEST_RECORDS))
                .toList();
    }
}
