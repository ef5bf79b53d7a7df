package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.Planner;
import io.tacit.core.engine.plan.instruction.Slot;
import io.tacit.core.engine.plan.instruction.Target;
import io.tacit.core.program.Program;
import java.util.List;

/**
 * Executable that runs a {@linkplain BoundPlan plan}: one tile on the calling thread, several over the engine's threads. Tiles form at most {@value #GROUPS} groups of
 * neighbours; a group adds its sums tile after tile, and the groups' sums are added in order. So sums over examples have one order of
 * addition, whatever the number of threads.
 */
public final class CpuExecutable<A> implements Executable {

    private static final int GROUPS = 16;

    private final Program program;
    private final BoundPlan<A> plan;
    private final Workers workers;
    private final ThreadLocal<Run<A>> scratch;

    /** Plans and binds a Program. */
    public CpuExecutable(Program program, Numbers<A> numbers, KernelCache<A> kernels, Workers workers) {
        this.program = program;
        this.plan = BoundPlan.of(
                Planner.plan(program, new Target(numbers.precision(), CpuBlock.ALIGNMENT)), numbers, kernels);
        this.workers = workers;
        this.scratch = ThreadLocal.withInitial(() -> new Run<>(plan, slots()));
    }

    private int slots() {
        return Slot.FIRST_ARGUMENT
                + program.arguments().size()
                + program.results().size();
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public void run(List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        int examples = Borders.check(program, arguments, results);
        Run<A> run = scratch.get();
        Frame<A> frame = run.frame();
        bind(frame, arguments, theta, results, gradient);
        frame.examples = examples;
        run.clearSums();
        int tiles = CpuBlock.tiles(examples);
        for (BoundPlan.Phase<A> phase : plan.phases()) {
            execute(phase.shared(), frame);
            if (tiles == 1) {
                tile(phase, frame, arguments, results, 0);
            } else {
                pass(phase, run, arguments, results, tiles);
            }
        }
        execute(plan.finish(), frame);
        run.release();
    }

    private void bind(Frame<A> frame, List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        frame.memory[Slot.THETA] = block(theta).data();
        frame.memory[Slot.GRADIENT] = block(gradient).data();
        int slot = Slot.FIRST_ARGUMENT;
        for (int i = 0; i < arguments.size(); i++) {
            frame.memory[slot++] = block(arguments.get(i)).data();
        }
        for (int i = 0; i < results.size(); i++) {
            frame.memory[slot++] = block(results.get(i)).data();
        }
    }

    private CpuBlock<A> block(Block block) {
        return CpuBlock.of(block, plan.numbers());
    }

    private void execute(List<Operation<A>> operations, Frame<A> frame) {
        for (int i = 0; i < operations.size(); i++) {
            operations.get(i).run(frame);
        }
    }

    private void tile(BoundPlan.Phase<A> phase, Frame<A> frame, List<Block> arguments, List<Block> results, int tile) {
        int slot = Slot.FIRST_ARGUMENT;
        for (int i = 0; i < arguments.size(); i++) {
            frame.base[slot++] = block(arguments.get(i)).start(tile);
        }
        for (int i = 0; i < results.size(); i++) {
            frame.base[slot++] = block(results.get(i)).start(tile);
        }
        frame.count = CpuBlock.count(frame.examples, tile);
        frame.width = CpuBlock.width(frame.examples, tile);
        execute(phase.tiles(), frame);
    }

    /** One pass over all tiles, group by group. */
    private void pass(BoundPlan.Phase<A> phase, Run<A> run, List<Block> arguments, List<Block> results, int tiles) {
        int groups = Math.min(GROUPS, tiles);
        run.prepareGroups(groups, tiles);
        workers.run(groups, g -> {
            Frame<A> frame = run.group(g);
            for (int tile = g * tiles / groups; tile < (g + 1) * tiles / groups; tile++) {
                frame.memory[Slot.TILE] = run.tileScratch(g, tile);
                tile(phase, frame, arguments, results, tile);
            }
        });
        run.addGroups(groups);
    }
}
