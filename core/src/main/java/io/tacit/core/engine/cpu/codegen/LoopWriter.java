package io.tacit.core.engine.cpu.codegen;

import io.tacit.core.engine.plan.kernel.FusedKernel;
import io.tacit.core.engine.plan.kernel.FusedKernel.Operand;
import io.tacit.core.engine.plan.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.plan.kernel.FusedKernel.Result;
import io.tacit.core.engine.plan.kernel.FusedKernel.Storage;
import io.tacit.core.engine.plan.kernel.RowMap;
import io.tacit.core.engine.plan.kernel.Step;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * Writes a {@link LoopBody}: for each vector of lanes, for each segment, for each of its rows, the steps of the kernel with every value in a
 * local variable. Constants are written into the row, too: the compiler moves them out of the loops by itself, but allocates objects for
 * vectors that locals carry across loops. Lanes are the outer loop, because a tile has only a few vectors of them and loops of four turns cost more than they do;
 * and so a reduction over rows needs one register.
 */
final class LoopWriter {

    private static final int MEMORY = 1;
    private static final int OFFSETS = 2;
    private static final int WIDTH = 3;
    private static final int MAPS = 4;
    private static final int SEGMENTS = 5;
    private static final int ROWS_OF_SEGMENT = 6;
    private static final int LANE = 7;
    private static final int SEGMENT = 8;
    private static final int ROW_OF_SEGMENT = 9;
    /** Row of the domain, and its first index in a tile. */
    private static final int ROW = 10;

    private static final int POSITION = 11;
    private static final int FIRST_ARRAY = 12;

    private final VectorCode code;
    private final FusedKernel kernel;
    private final List<Operand> operands;
    private final List<Result> results;
    private final int arrays;

    private LoopWriter(VectorCode code, FusedKernel kernel) {
        this.code = code;
        this.kernel = kernel;
        this.operands = kernel.operands();
        this.results = kernel.results();
        this.arrays = operands.size() + results.size();
    }

    static <A> LoopBody<A> write(FusedKernel kernel, VectorFormat format) {
        return HiddenClass.implement(LoopBody.class, format, code -> new LoopWriter(code, kernel).body());
    }

    private void body() {
        for (int i = 0; i < arrays; i++) {
            element(MEMORY, i, Opcodes.AALOAD);
            code.exactArray();
            code.store(array(i));
            element(OFFSETS, i, Opcodes.IALOAD);
            code.storeInt(offset(i));
        }
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).map().form() == RowMap.Form.TABLE) {
                element(MAPS, i, Opcodes.AALOAD);
                code.store(table(i));
            }
        }
        code.loop(LANE, WIDTH, code.lanes(), this::lanes);
    }

    private void element(int array, int index, int instruction) {
        code.load(array);
        code.push(index);
        code.method.visitInsn(instruction);
    }

    private void lanes() {
        code.push(0);
        code.storeInt(ROW);
        code.loadInt(LANE);
        code.storeInt(POSITION);
        code.loop(SEGMENT, SEGMENTS, 1, this::segment);
    }

    private void segment() {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).reduction() != Reduction.NONE) {
                code.constant(ScalarLoop.start(results.get(i).reduction()));
                code.store(reduced(i));
            }
        }
        code.loop(ROW_OF_SEGMENT, ROWS_OF_SEGMENT, 1, this::row);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).reduction() != Reduction.NONE) {
                code.loadReceiver(reduced(i));
                code.load(array(operands.size() + i));
                code.loadInt(offset(operands.size() + i));
                code.loadInt(SEGMENT);
                code.loadInt(WIDTH);
                code.times();
                code.plus();
                code.loadInt(LANE);
                code.plus();
                code.intoArray();
            }
        }
    }

    private void row() {
        RowWriter row = new RowWriter(code, kernel.steps(), FIRST_ARRAY + 3 * arrays);
        for (int i = 0; i < kernel.steps().size(); i++) {
            if (kernel.steps().get(i) instanceof Step.Read read) {
                read(read.operand());
                row.define(i);
            } else {
                row.write(i);
            }
        }
        for (int i = 0; i < results.size(); i++) {
            result(row, i, results.get(i));
        }
        code.method.visitIincInsn(ROW, 1);
        code.loadInt(POSITION);
        code.loadInt(WIDTH);
        code.plus();
        code.storeInt(POSITION);
    }

    private void read(int index) {
        Operand operand = operands.get(index);
        code.species();
        code.load(array(index));
        code.loadInt(offset(index));
        if (operand.storage() == Storage.TILE) {
            tilePosition(index, operand.map().form());
            code.fromArray();
        } else {
            rowOf(index, operand.map().form());
            code.element();
            code.broadcast();
        }
    }

    /** Adds the position within a tile to the offset on the stack. */
    private void tilePosition(int index, RowMap.Form form) {
        if (form == RowMap.Form.IDENTITY) {
            code.loadInt(POSITION);
            code.plus();
            return;
        }
        if (form == RowMap.Form.TABLE) {
            tableEntry(index);
            code.loadInt(WIDTH);
            code.times();
            code.plus();
        }
        code.loadInt(LANE);
        code.plus();
    }

    private void rowOf(int index, RowMap.Form form) {
        if (form == RowMap.Form.IDENTITY) {
            code.loadInt(ROW);
            code.plus();
        } else if (form == RowMap.Form.TABLE) {
            tableEntry(index);
            code.plus();
        }
    }

    private void tableEntry(int index) {
        code.load(table(index));
        code.loadInt(ROW);
        code.method.visitInsn(Opcodes.IALOAD);
    }

    private void result(RowWriter row, int index, Result result) {
        row.receiver(result.step());
        if (result.reduction() == Reduction.NONE) {
            code.load(array(operands.size() + index));
            code.loadInt(offset(operands.size() + index));
            code.loadInt(POSITION);
            code.plus();
            code.intoArray();
            return;
        }
        code.load(reduced(index));
        code.binary(result.reduction() == Reduction.SUM ? "add" : "max");
        code.store(reduced(index));
    }

    private int array(int index) {
        return FIRST_ARRAY + index;
    }

    private int offset(int index) {
        return FIRST_ARRAY + arrays + index;
    }

    private int table(int operand) {
        return FIRST_ARRAY + 2 * arrays + operand;
    }

    private int reduced(int result) {
        return FIRST_ARRAY + 2 * arrays + operands.size() + result;
    }
}
