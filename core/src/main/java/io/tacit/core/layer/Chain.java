package io.tacit.core.layer;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A model as a straight line of stages over named values: Programs, solves of differential equations, and loops over the steps of series. Only
 * differential equations and series need stages of their own; everything else, fixed points and optimisation included, is inside a Program.
 *
 * <p>What a stage reads and none before it writes is an input of the chain: a field of the records.
 */
public record Chain(List<Stage> stages) {

    public Chain {
        stages = fused(stages);
        requireFits(stages);
    }

    /** Refuses a stage that reads a value of another shape than was written. */
    private static void requireFits(List<Stage> stages) {
        Map<String, Shape> written = new HashMap<>();
        for (Stage stage : stages) {
            for (Stage.Read read : stage.reads()) {
                Shape there = written.getOrDefault(read.name(), read.shape());
                if (!there.equals(read.shape())) {
                    throw new IllegalArgumentException("chain, value '" + read.name() + "': expected " + read.shape()
                            + ", as a stage reads it, got one of " + there + " from the stages before");
                }
            }
            stage.writes().forEach(name -> written.put(name, stage.shape(name)));
            if (stage instanceof Recurrent loop) {
                loop.collected().forEach(name -> written.put(name, loop.shape(name)));
            }
        }
    }

    public static Chain of(Stage... stages) {
        return new Chain(List.of(stages));
    }

    /** Neighbouring Programs as one, which an engine runs faster and differentiates without evaluating the first again. */
    static List<Stage> fused(List<Stage> stages) {
        List<Stage> fused = new ArrayList<>();
        for (Stage stage : stages) {
            int last = fused.size() - 1;
            if (last >= 0 && stage instanceof Mapped next && fused.get(last) instanceof Mapped before) {
                fused.set(last, before.then(next));
            } else {
                fused.add(stage);
            }
        }
        return List.copyOf(fused);
    }

    /** What the records must bring, in the order of its first use. */
    public List<Stage.Read> inputs() {
        Map<String, Stage.Read> inputs = new LinkedHashMap<>();
        Set<String> written = new LinkedHashSet<>();
        for (Stage stage : stages) {
            for (Stage.Read read : stage.reads()) {
                if (!written.contains(read.name())) {
                    inputs.putIfAbsent(read.name(), read);
                }
            }
            written.addAll(stage.writes());
            if (stage instanceof Recurrent loop) {
                written.addAll(loop.collected());
            }
            if (stage instanceof Solved solved && solved.extent().times().isPresent()) {
                written.addAll(solved.states());
            }
        }
        return List.copyOf(inputs.values());
    }

    /** The places of the parameters in θ. */
    public ParamLayout layout() {
        ParamLayout whole = ParamLayout.EMPTY;
        for (Net net : nets()) {
            for (ParamLayout.Entry entry : net.program().layout().entries()) {
                whole = whole.append(entry.name(), entry.shape());
            }
        }
        return whole;
    }

    private List<Net> nets() {
        return stages.stream().flatMap(s -> s.nets().stream()).toList();
    }

    /** θ at the start of training. */
    public FlatVector initial(Precision precision, RandomKey key) {
        return FlatVector.concatenated(
                nets().stream().map(n -> n.initial(precision, key)).toList());
    }

    /** The same chain and after it another one. */
    public Chain then(Chain next) {
        List<Stage> both = new ArrayList<>(stages);
        both.addAll(next.stages);
        return new Chain(both);
    }

    /** The same with steps of each example's own in every solve. */
    public Chain perExample() {
        return solving(how -> new Solved.How(how.solver().with(Stepping.PER_EXAMPLE), how.adjoint()));
    }

    /** The same with every solve done in another way. */
    public Chain solving(UnaryOperator<Solved.How> by) {
        return new Chain(solving(stages, by));
    }

    private static List<Stage> solving(List<Stage> stages, UnaryOperator<Solved.How> by) {
        List<Stage> changed = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage instanceof Solved solved) {
                changed.add(solved.with(by.apply(solved.how())));
            } else if (stage instanceof Recurrent loop) {
                changed.add(new Recurrent(
                        loop.series(), loop.carried(), solving(loop.body(), by), loop.collected(), loop.order()));
            } else {
                changed.add(stage);
            }
        }
        return changed;
    }

    /** Whether all examples of a batch share their steps somewhere, so that a batch cannot be solved tile by tile. */
    public boolean sharesSteps() {
        return shareSteps(stages);
    }

    private static boolean shareSteps(List<Stage> stages) {
        return stages.stream().anyMatch(Chain::sharesSteps);
    }

    private static boolean sharesSteps(Stage stage) {
        if (stage instanceof Recurrent loop) {
            return shareSteps(loop.body());
        }
        return stage instanceof Solved solved && solved.how().solver().stepping() == Stepping.PER_BATCH;
    }
}
