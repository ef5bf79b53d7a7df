package io.tacit.core.engine.cpu;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Program;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a {@link Plan}: one tile on the calling thread, several over the engine's threads. Tiles form at most {@value #GROUPS} groups of
 * neighbours; a group adds its sums tile after tile, and the groups' sums are added in order. So sums over examples have one order of
 * addition, whatever the number of threads.
 */
final class CpuExecutable implements Executable {

    private static final int GROUPS = 16;

    private final Program program;
    private final Plan plan;
    private final Workers workers;
    private final ThreadLocal<Run> scratch;

    CpuExecutable(Program program, Plan plan, Workers workers) {
        this.program = program;
        this.plan = plan;
        this.workers = workers;
        this.scratch = ThreadLocal.withInitial(() -> new Run(plan, slots()));
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
        Run run = scratch.get();
        Frame frame = run.frame();
        bind(frame, arguments, theta, results, gradient);
        frame.examples = examples;
        Arrays.fill(frame.memory[Slot.PARTIAL], 0f);
        int tiles = CpuBlock.tiles(examples);
        for (Plan.Phase phase : plan.phases()) {
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

    private static void bind(Frame frame, List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        frame.memory[Slot.THETA] = ((CpuBlock) theta).data();
        frame.memory[Slot.GRADIENT] = ((CpuBlock) gradient).data();
        int slot = Slot.FIRST_ARGUMENT;
        for (int i = 0; i < arguments.size(); i++) {
            frame.memory[slot++] = ((CpuBlock) arguments.get(i)).data();
        }
        for (int i = 0; i < results.size(); i++) {
            frame.memory[slot++] = ((CpuBlock) results.get(i)).data();
        }
    }

    private static void execute(List<Instruction> instructions, Frame frame) {
        for (int i = 0; i < instructions.size(); i++) {
            instructions.get(i).run(frame);
        }
    }

    private void tile(Plan.Phase phase, Frame frame, List<Block> arguments, List<Block> results, int tile) {
        int slot = Slot.FIRST_ARGUMENT;
        for (int i = 0; i < arguments.size(); i++) {
            frame.base[slot++] = ((CpuBlock) arguments.get(i)).start(tile);
        }
        for (int i = 0; i < results.size(); i++) {
            frame.base[slot++] = ((CpuBlock) results.get(i)).start(tile);
        }
        frame.count = CpuBlock.count(frame.examples, tile);
        frame.width = CpuBlock.width(frame.examples, tile);
        execute(phase.tiles(), frame);
    }

    /** One pass over all tiles, group by group. */
    private void pass(Plan.Phase phase, Run run, List<Block> arguments, List<Block> results, int tiles) {
        int groups = Math.min(GROUPS, tiles);
        run.prepareGroups(groups, tiles);
        workers.run(groups, g -> {
            Frame frame = run.group(g);
            for (int tile = g * tiles / groups; tile < (g + 1) * tiles / groups; tile++) {
                frame.memory[Slot.TILE] = run.tileScratch(g, tile);
                tile(phase, frame, arguments, results, tile);
            }
        });
        run.addGroups(groups);
    }
}
