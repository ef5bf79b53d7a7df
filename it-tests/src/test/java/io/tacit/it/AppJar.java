package io.tacit.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The jar of an application of these tests. */
final class AppJar {
    private AppJar() {}

    /** Packs a class with those nested in it. */
    static Path of(Path folder, Class<?> type) throws IOException {
        Path jar = folder.resolve(type.getSimpleName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream to = new JarOutputStream(file)) {
            put(to, type);
            for (Class<?> nested : List.of(type.getDeclaredClasses())) {
                put(to, nested);
            }
        }
        return jar;
    }

    private static void put(JarOutputStream to, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream from = type.getResourceAsStream("/" + entry)) {
            to.putNextEntry(new JarEntry(entry));
            from.transferTo(to);
        }
    }
}
