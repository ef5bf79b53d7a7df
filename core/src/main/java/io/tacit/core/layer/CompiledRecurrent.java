package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A compiled {@link Recurrent}.
 *
 * @param local names that belong to a step: what is carried, and what the body writes
 */
record CompiledRecurrent(
        Recurrent loop, List<CompiledChain.CompiledStage> body, Set<String> local, boolean differentiated)
        implements CompiledChain.CompiledStage {

    static CompiledRecurrent of(Recurrent loop, List<CompiledChain.CompiledStage> body, boolean differentiated) {
        Set<String> local = new HashSet<>(loop.carried());
        loop.body().forEach(s -> local.addAll(s.writes()));
        return new CompiledRecurrent(loop, body, Set.copyOf(local), differentiated);
    }

    @Override
    public void pass(Environment values, Block theta, ChainTrace trace) {
        int steps = values.steps();
        IntUnaryOperator place = loop.order() == Recurrent.Order.FIRST_TO_LAST ? i -> i : i -> steps - 1 - i;
        ChainTrace[] traces = new ChainTrace[steps];
        for (int i = 0; i < steps && !trace.isLost(); i++) {
            int at = place.applyAsInt(i);
            Environment step = values.step(loop, at);
            traces[i] = trace.step();
            for (CompiledChain.CompiledStage stage : body) {
                stage.pass(step, theta, traces[i]);
            }
            for (String name : loop.collected()) {
                values.put(Environment.element(name, at), step.get(name));
            }
            for (String name : loop.carried()) {
                values.put(name, step.get(name));
            }
        }
        if (differentiated) {
            trace.add((cotangents, gradient) -> {
                for (int i = steps - 1; i >= 0; i--) {
                    back(place.applyAsInt(i), traces[i], cotangents, gradient);
                }
            });
        }
    }

    private void back(int at, ChainTrace trace, CotangentSums cotangents, Block gradient) {
        CotangentSums step = cotangents.step(loop, at, local);
        for (String name : loop.carried()) {
            cotangents.take(name).ifPresent(c -> step.add(name, c));
        }
        for (String name : loop.collected()) {
            cotangents.take(Environment.element(name, at)).ifPresent(c -> step.add(name, c));
        }
        trace.back(step, gradient);
        for (String name : loop.carried()) {
            step.take(name).ifPresent(c -> cotangents.add(name, c));
        }
    }
}
