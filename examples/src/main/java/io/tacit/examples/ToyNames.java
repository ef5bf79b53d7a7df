package io.tacit.examples;

import io.tacit.core.data.ToyDensity;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of toy densities on a command line: {@code two-spirals}. */
final class ToyNames implements ITypeConverter<ToyDensity>, Iterable<String> {

    static List<String> all() {
        return Arrays.stream(ToyDensity.values()).map(ToyNames::of).toList();
    }

    static Optional<ToyDensity> find(String name) {
        return Arrays.stream(ToyDensity.values())
                .filter(density -> of(density).equals(name))
                .findFirst();
    }

    private static String of(ToyDensity density) {
        return density.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public ToyDensity convert(String name) {
        return find(name)
                .orElseThrow(() -> new TypeConversionException("expected one of " + all() + ", got '" + name + "'"));
    }

    @Override
    public Iterator<String> iterator() {
        return all().iterator();
    }
}
