package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Program with its frames: one for each evaluation under way, and a few idle ones for the numbers of examples seen last. Arguments may be
 * results.
 */
final class Nd4jExecutable implements Executable, AutoCloseable {

    private static final int IDLE_FRAMES = 4;

    private final Program program;
    private final UseCounts plan;
    private final DataType type;
    private final DeviceSelector device;
    private final Deque<Frame> idle = new ArrayDeque<>();

    Nd4jExecutable(Program program, DataType type, DeviceSelector device) {
        this.plan = UseCounts.of(program.evaluated());
        this.program = program;
        this.type = type;
        this.device = device;
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    public void run(List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        check(
                "argument",
                program().arguments().stream().map(Program.Input::shape).toList(),
                arguments);
        check("result", program().results().stream().map(o -> o.expr().shape()).toList(), results);
        device.select();
        Frame frame = borrow(examples(arguments, results));
        try {
            frame.run(values(arguments), values(theta), values(results), values(gradient));
        } finally {
            giveBack(frame);
        }
    }

    private static void check(String what, List<Shape> expected, List<Block> given) {
        if (!expected.equals(given.stream().map(Block::shape).toList())) {
            throw new IllegalArgumentException("expected a block for each " + what + ", of shapes " + expected
                    + ", got " + given.stream().map(Block::shape).toList());
        }
    }

    private static int examples(List<Block> arguments, List<Block> results) {
        List<Integer> counts = Stream.concat(arguments.stream(), results.stream())
                .filter(b -> b.kind() == Kind.BATCHED)
                .map(Block::examples)
                .distinct()
                .toList();
        if (counts.size() > 1) {
            throw new IllegalArgumentException("expected BATCHED blocks of one number of examples, got " + counts);
        }
        return counts.isEmpty() ? 1 : counts.get(0);
    }

    private static List<INDArray> values(List<Block> blocks) {
        return blocks.stream().map(Nd4jExecutable::values).toList();
    }

    private static INDArray values(Block block) {
        if (block instanceof Nd4jBlock ours) {
            return ours.values();
        }
        throw new IllegalArgumentException(
                "expected blocks of engine nd4j, got a " + block.getClass().getName());
    }

    private Frame borrow(int examples) {
        synchronized (idle) {
            for (Frame frame : idle) {
                if (frame.examples() == examples) {
                    idle.remove(frame);
                    return frame;
                }
            }
        }
        return new Frame(plan, examples, type);
    }

    private void giveBack(Frame frame) {
        synchronized (idle) {
            idle.addFirst(frame);
            if (idle.size() > IDLE_FRAMES) {
                idle.removeLast().close();
            }
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Frame::close);
            idle.clear();
        }
    }
}
