package io.tacit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test that asks for a {@link StandaloneCluster} the one that all tests share, and for an {@link Undisturbed}
 * what {@link SmallTraining} ends with where nothing happens to it. Both are made for the first who asks; the cluster
 * ends with the last test. Who takes a Worker away adds another one.
 */
final class SharedCluster implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

    /** SHA-256 of the parameters that an undisturbed {@link SmallTraining} ends with, in one process. */
    record Undisturbed(String sha256) {}

    private record Running(StandaloneCluster cluster, Path folder) implements AutoCloseable {
        static Running start() throws IOException, InterruptedException {
            Path folder = Files.createTempDirectory("tacit-cluster");
            try {
                return new Running(StandaloneCluster.start(folder, StandaloneCluster.Layout.twoWorkers()), folder);
            } catch (IOException | InterruptedException | RuntimeException e) {
                delete(folder);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            cluster.close();
            delete(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(StandaloneCluster.class, Undisturbed.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store all = context.getRoot().getStore(NAMESPACE);
        Running running = all.getOrComputeIfAbsent(Running.class, key -> unchecked(Running::start), Running.class);
        return parameter.getParameter().getType() == StandaloneCluster.class
                ? running.cluster
                : all.getOrComputeIfAbsent(Undisturbed.class, key -> unchecked(() -> undisturbed(running)));
    }

    private static Undisturbed undisturbed(Running running) throws IOException, InterruptedException {
        SmallTraining training =
                SmallTraining.in(running.folder.resolve("undisturbed").toString(), running.cluster);
        return new Undisturbed(
                SmallTraining.sha256(training.shortLived().on("local[1]").finished("run")));
    }

    private interface Making<T> {
        T make() throws IOException, InterruptedException;
    }

    private static <T> T unchecked(Making<T> making) {
        try {
            return making.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a cluster started", e);
        }
    }

    /** Links go, what they lead to stays. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
