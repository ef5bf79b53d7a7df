package io.tacit.spark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version and git commit, as the build wrote them down; no commit where it was built from neither a clone nor git's tarball. */
final class Version implements IVersionProvider {
    private static final String FILE = "version.properties";

    @Override
    public String[] getVersion() {
        Properties built = built();
        String commit = built.getProperty("commit", "");
        return new String[] {
            "tacit " + built.getProperty("version", "of unknown version")
                    + (commit.isEmpty() ? "" : " (commit " + commit + ")"),
            "Java " + System.getProperty("java.version"),
            "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION()
        };
    }

    private static Properties built() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " in Tacit's jar cannot be read", e);
        }
    }
}
