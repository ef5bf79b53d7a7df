package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A cut of {@code examples} examples into pieces of {@code width}, the last of which may be smaller. */
public record Tiles(Engine engine, int examples, int width) {

    /** The engine's own tiles. */
    public static Tiles of(Engine engine, int examples) {
        return new Tiles(engine, examples, Math.min(engine.tile(), examples));
    }

    public int count() {
        return (examples + width - 1) / width;
    }

    /** Number of the first example of a piece. */
    public int first(int piece) {
        return piece * width;
    }

    /** Number of examples of a piece. */
    public int size(int piece) {
        return Math.min(width, examples - first(piece));
    }

    /** The part of a problem that a piece is to solve. */
    public Problem problem(Problem whole, int piece) {
        return new Problem(
                cut(whole.initial(), piece),
                cut(whole.constants(), piece),
                whole.theta(),
                whole.span().part(first(piece), size(piece)),
                whole.saveAt().part(first(piece), size(piece)),
                whole.jumps(),
                whole.noise().part(first(piece), size(piece)));
    }

    /** The examples of a piece; SHARED blocks as they are. */
    public List<Block> cut(List<Block> whole, int piece) {
        return whole.stream().map(b -> cut(b, piece)).toList();
    }

    private Block cut(Block whole, int piece) {
        if (whole.kind() == Kind.SHARED || count() == 1) {
            return whole;
        }
        Block part = engine.allocate(whole.kind(), whole.shape(), size(piece));
        part.copyExamples(0, whole, first(piece), size(piece));
        return part;
    }

    /** The solution of the whole from those of its pieces. */
    public Solution join(List<Solution> parts) {
        List<List<Block>> saved = IntStream.range(0, parts.get(0).saved().size())
                .mapToObj(j -> merge(parts.stream().map(s -> s.saved().get(j)).toList()))
                .toList();
        return new Solution(
                merge(parts.stream().map(Solution::end).toList()),
                saved,
                parts.stream().flatMap(s -> s.reports().stream()).toList(),
                parts.get(0).examplesPerReport());
    }

    /** Blocks of the whole from those of each piece. */
    public List<Block> merge(List<List<Block>> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Block> whole = new ArrayList<>();
        for (int component = 0; component < parts.get(0).size(); component++) {
            whole.add(merge(parts, component));
        }
        return whole;
    }

    private Block merge(List<List<Block>> parts, int component) {
        Block form = parts.get(0).get(component);
        if (form.kind() == Kind.SHARED) {
            throw new IllegalArgumentException("state: a SHARED component of shape " + form.shape()
                    + " has one value for the batch; it needs Stepping.PER_BATCH");
        }
        Block whole = engine.allocate(form.kind(), form.shape(), examples);
        for (int piece = 0; piece < parts.size(); piece++) {
            whole.copyExamples(first(piece), parts.get(piece).get(component), 0, size(piece));
        }
        return whole;
    }
}
