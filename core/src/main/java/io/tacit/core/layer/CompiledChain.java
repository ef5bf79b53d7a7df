package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link Chain} compiled for an engine: takes a tile of examples through, and cotangents back. Immutable and thread-safe. */
public final class CompiledChain {

    private final List<CompiledStage> stages;
    private final Set<String> active;
    private final CotangentSums.Adder adder;

    /** A compiled stage. */
    interface CompiledStage {
        void pass(Environment values, Block theta, ChainTrace trace);
    }

    private CompiledChain(List<CompiledStage> stages, Set<String> active, CotangentSums.Adder adder) {
        this.stages = stages;
        this.active = active;
        this.adder = adder;
    }

    /** Compiled for values alone. */
    public static CompiledChain forward(Engine engine, Chain chain) {
        return new Compiler(engine, chain.layout(), Optional.empty()).compile(chain);
    }

    /** Compiled for values and derivatives by θ. */
    public static CompiledChain differentiable(Engine engine, Chain chain) {
        return differentiable(engine, chain, chain.layout());
    }

    /** @param layout of a larger θ that holds the parameters of the chain */
    public static CompiledChain differentiable(Engine engine, Chain chain, ParamLayout layout) {
        return new Compiler(engine, layout, Optional.of(new CotangentSums.Adder(engine))).compile(chain);
    }

    /** What the chain is compiled with. Only for derivatives is there an adder. */
    record Compiler(Engine engine, ParamLayout layout, Optional<CotangentSums.Adder> adder) {

        CompiledChain compile(Chain chain) {
            Activity activity = new Activity(Set.of());
            List<CompiledStage> stages = compile(chain.stages(), activity);
            return new CompiledChain(stages, activity.active(), adder.orElseGet(() -> new CotangentSums.Adder(engine)));
        }

        List<CompiledStage> compile(List<Stage> stages, Activity activity) {
            List<CompiledStage> compiled = new ArrayList<>();
            for (Stage stage : stages) {
                compiled.add(compile(stage, activity));
                activity.pass(stage);
            }
            return compiled;
        }

        private CompiledStage compile(Stage stage, Activity activity) {
            if (stage instanceof Mapped mapped) {
                return CompiledMapped.of(this, mapped, activity.of(mapped));
            }
            if (stage instanceof Solved solved) {
                return CompiledSolved.of(this, solved, activity);
            }
            Recurrent loop = (Recurrent) stage;
            Activity inside = new Activity(activity.entering(loop));
            return CompiledRecurrent.of(loop, compile(loop.body(), inside), differentiates());
        }

        boolean differentiates() {
            return adder.isPresent();
        }
    }

    /** Takes values through all stages, unless no example is left. */
    public ChainTrace pass(Environment values, Block theta) {
        ChainTrace trace = new ChainTrace(values.examples());
        for (CompiledStage stage : stages) {
            if (trace.isLost()) {
                break;
            }
            stage.pass(values, theta, trace);
        }
        return trace;
    }

    /** Names of values that depend on θ once all stages are passed. */
    public Set<String> active() {
        return active;
    }

    /**
     * Takes cotangents of values at the end back.
     *
     * @param gradient receives the cotangent of θ, added to what it holds
     * @return what a derivative that failed advises
     */
    public Optional<String> pullback(ChainTrace trace, Map<String, Block> cotangents, Block gradient) {
        CotangentSums sums = new CotangentSums(adder);
        cotangents.forEach(sums::add);
        trace.back(sums, gradient);
        return trace.backwardFailure();
    }
}
