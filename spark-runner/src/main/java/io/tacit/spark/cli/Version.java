package io.tacit.spark.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, where the classes come from one. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Tacit.class.getPackage().getImplementationVersion())
                .orElse("(built from sources)");
        return new String[] {
            "tacit " + version,
            "Java " + System.getProperty("java.version"),
            "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION()
        };
    }
}
