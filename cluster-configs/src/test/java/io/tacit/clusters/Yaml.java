package io.tacit.clusters;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One object of a Kubernetes manifest, looked into by paths such as {@code spec.containers.0.image}. */
record Yaml(Object value) {

    /** Every object of a file; a key that occurs twice is an error. */
    static List<Yaml> all(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader in = Files.newBufferedReader(file)) {
            List<Yaml> objects = new ArrayList<>();
            new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
                    .loadAll(in)
                    .forEach(object -> objects.add(new Yaml(object)));
            return objects;
        }
    }

    Yaml at(String path) {
        Object place = value;
        for (String step : path.split("\\.")) {
            place = place instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : place instanceof Map<?, ?> map ? map.get(step) : null;
            if (place == null) {
                throw new IllegalArgumentException("there is no " + step + " of " + path + " in " + value);
            }
        }
        return new Yaml(place);
    }

    String text(String path) {
        return at(path).toString();
    }

    List<Yaml> list(String path) {
        return ((List<?>) at(path).value()).stream().map(Yaml::new).toList();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
