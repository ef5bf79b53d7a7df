package io.tacit.spark.metrics;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local disk under a scheme that is not {@code file}, in place of an object store. */
public final class ElsewhereFileSystem extends RawLocalFileSystem {

    private static final URI ROOT = URI.create("elsewhere://host/");

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public String getScheme() {
        return "elsewhere";
    }
}
