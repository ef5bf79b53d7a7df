package io.tacit.core.io;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a safetensors file holds: named arrays in the order of their bytes, and text under text keys.
 *
 * <p>Several flat vectors fit into one file, their names told apart by a prefix:
 *
 * <pre>{@code
 * TensorFile.EMPTY.plus("theta/", layout, theta).plus("m/", layout, m)
 * }</pre>
 */
public record TensorFile(List<NamedTensor> tensors, Map<String, String> metadata) {
    public static final TensorFile EMPTY = new TensorFile(List.of(), Map.of());

    public TensorFile {
        tensors = List.copyOf(tensors);
        metadata = Map.copyOf(metadata);
        Set<String> names = new LinkedHashSet<>();
        for (NamedTensor t : tensors) {
            if (!names.add(t.name())) {
                throw new IllegalArgumentException("tensor '" + t.name() + "' occurs twice; names must be unique");
            }
        }
    }

    /** The parameters of a model, under their own names. */
    public static TensorFile of(ParamLayout layout, FlatVector theta) {
        return EMPTY.plus("", layout, theta);
    }

    /** This file with the arrays of {@code vector} appended, each under {@code prefix} + its name. */
    public TensorFile plus(String prefix, ParamLayout layout, FlatVector vector) {
        if (vector.length() != layout.size()) {
            throw new IllegalArgumentException(
                    "vector for the layout of size " + layout.size() + " has length " + vector.length());
        }
        List<NamedTensor> more = new ArrayList<>(tensors);
        for (ParamLayout.Entry e : layout.entries()) {
            more.add(new NamedTensor(prefix + e.name(), e.shape(), vector, e.offset()));
        }
        return new TensorFile(more, metadata);
    }

    public TensorFile plus(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new TensorFile(tensors, more);
    }

    /** The parameters of a model: {@code vector("", layout, where)}. */
    public FlatVector theta(ParamLayout layout, String where) throws FormatException {
        return vector("", layout, where);
    }

    /**
     * The arrays whose names begin with {@code prefix} as one flat vector. Not copied where the file has them in the
     * order of the layout and holds nothing else.
     *
     * @param where the file's name, for the message
     * @throws FormatException where names, shapes or precisions differ, with all differences
     */
    public FlatVector vector(String prefix, ParamLayout layout, String where) throws FormatException {
        Map<String, NamedTensor> found = tensors.stream()
                .filter(t -> t.name().startsWith(prefix))
                .collect(Collectors.toMap(NamedTensor::name, t -> t, (a, b) -> a, LinkedHashMap::new));
        List<String> problems = mismatches(prefix, layout, found);
        if (!problems.isEmpty()) {
            throw new FormatException(
                    where, "the parameters are not those of the model:\n  " + String.join("\n  ", problems));
        }
        return gather(layout, List.copyOf(found.values()), prefix);
    }

    private static List<String> mismatches(String prefix, ParamLayout layout, Map<String, NamedTensor> found) {
        List<String> problems = new ArrayList<>();
        Set<String> unexpected = new LinkedHashSet<>(found.keySet());
        for (ParamLayout.Entry e : layout.entries()) {
            String name = prefix + e.name();
            NamedTensor tensor = found.get(name);
            unexpected.remove(name);
            if (tensor == null) {
                problems.add("'" + name + "' of shape " + e.shape() + " is missing");
            } else if (!tensor.shape().equals(e.shape())) {
                problems.add("'" + name + "': expected shape " + e.shape() + ", found " + tensor.shape());
            }
        }
        unexpected.forEach(name -> problems.add("'" + name + "' is not a parameter of the model"));
        Set<Precision> precisions =
                found.values().stream().map(NamedTensor::precision).collect(Collectors.toSet());
        if (precisions.size() > 1) {
            problems.add("expected one precision, found F32 and F64");
        }
        return problems;
    }

    private static FlatVector gather(ParamLayout layout, List<NamedTensor> found, String prefix) {
        if (found.isEmpty()) {
            return FlatVector.zeros(Precision.FLOAT32, 0);
        }
        if (liesInPlace(layout, found, prefix)) {
            return found.get(0).vector();
        }
        FlatVector result = FlatVector.zeros(found.get(0).precision(), layout.size());
        for (NamedTensor t : found) {
            int target = target(layout, t, prefix);
            for (int i = 0; i < t.size(); i++) {
                result.set(target + i, t.vector().get(t.offset() + i));
            }
        }
        return result;
    }

    // The same vector, not an equal one: the question is whether the numbers are already where they belong.
    @SuppressWarnings("ReferenceEquality")
    private static boolean liesInPlace(ParamLayout layout, List<NamedTensor> found, String prefix) {
        FlatVector first = found.get(0).vector();
        return first.length() == layout.size()
                && found.stream().allMatch(t -> t.vector() == first && t.offset() == target(layout, t, prefix));
    }

    private static int target(ParamLayout layout, NamedTensor tensor, String prefix) {
        return layout.entry(tensor.name().substring(prefix.length())).offset();
    }
}
