package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Cotangents of the values of an {@link Environment} by name, on the way back: each is the sum over the places that read the value. */
final class CotangentSums {

    private final Map<String, Block> sums = new HashMap<>();
    private final Adder adder;
    private final @Nullable Step step;

    private record Step(CotangentSums outer, Recurrent loop, int number, Set<String> local) {}

    /** Adds blocks; one for an engine. */
    record Adder(Engine engine, Map<Shape, Executable> known) {
        Adder(Engine engine) {
            this(engine, new ConcurrentHashMap<>());
        }

        Block sum(Block a, Block b) {
            Executable plus = known.computeIfAbsent(
                    a.shape(),
                    shape -> engine.compile(Program.trace(g -> {
                        int[] dims = shape.dims().stream()
                                .mapToInt(Integer::intValue)
                                .toArray();
                        return g.example("a", dims).plus(g.example("b", dims));
                    })));
            Block sum = engine.allocate(a.kind(), a.shape(), a.examples());
            plus.run(List.of(a, b), a, List.of(sum), a);
            return sum;
        }
    }

    CotangentSums(Adder adder) {
        this(adder, null);
    }

    private CotangentSums(Adder adder, @Nullable Step step) {
        this.adder = adder;
        this.step = step;
    }

    /**
     * Of one step of a loop.
     *
     * @param local names that the body writes or that are carried into it
     */
    CotangentSums step(Recurrent loop, int number, Set<String> local) {
        return new CotangentSums(adder, new Step(this, loop, number, local));
    }

    void add(String name, Block cotangent) {
        if (step == null || step.local.contains(name)) {
            sums.merge(name, cotangent, adder::sum);
        } else {
            step.outer.add(step.loop.isElement(name) ? Environment.element(name, step.number) : name, cotangent);
        }
    }

    /** What has been added for a name, which is then forgotten: what is written before has cotangents of its own. */
    Optional<Block> take(String name) {
        return Optional.ofNullable(sums.remove(name));
    }
}
