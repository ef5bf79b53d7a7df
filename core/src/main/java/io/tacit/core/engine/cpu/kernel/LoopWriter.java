package io.tacit.core.engine.cpu.kernel;

import io.tacit.core.engine.cpu.kernel.FusedKernel.Operand;
import io.tacit.core.engine.cpu.kernel.FusedKernel.Reduction;
import io.tacit.core.engine.cpu.kernel.FusedKernel.Result;
import io.tacit.core.engine.cpu.kernel.FusedKernel.Storage;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * Writes a {@link LoopBody}: for each vector of lanes, for each segment, for each of its rows, the steps of the kernel with every value in a
 * local variable. Lanes are the outer loop, because a tile has only a few vectors of them and loops of four turns cost more than they do;
 * and so a reduction over rows needs one register.
 */
final class LoopWriter {

    private static final int MEMORY = 1;
    private static final int OFFSETS = 2;
    private static final int WIDTH = 3;
    private static final int MAPS = 4;
    private static final int LANE = 5;
    private static final int SEGMENT = 6;
    private static final int ROW_OF_SEGMENT = 7;
    private static final int SEGMENTS = 8;
    private static final int ROWS_OF_SEGMENT = 9;
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

    static LoopBody write(FusedKernel kernel, int lanes) {
        return HiddenClass.implement(LoopBody.class, lanes, code -> new LoopWriter(code, kernel).body());
    }

    private void body() {
        for (int i = 0; i < arrays; i++) {
            element(MEMORY, i, Opcodes.AALOAD);
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
        code.push(kernel.rows() / kernel.segment());
        code.storeInt(SEGMENTS);
        code.push(kernel.segment());
        code.storeInt(ROWS_OF_SEGMENT);
        everywhere();
        code.loop(LANE, WIDTH, code.lanes(), this::lanes);
    }

    private void element(int array, int index, int instruction) {
        code.load(array);
        code.push(index);
        code.method.visitInsn(instruction);
    }

    /** Values that no loop changes. */
    private void everywhere() {
        for (int i = 0; i < kernel.steps().size(); i++) {
            Step step = kernel.steps().get(i);
            if (step instanceof Step.Constant constant) {
                code.constant(constant.value());
                code.store(value(i));
            } else if (isConstantRead(step, Storage.SHARED)) {
                read(i, ((Step.Read) step).operand());
            }
        }
    }

    private boolean isConstantRead(Step step, Storage storage) {
        return step instanceof Step.Read read
                && operands.get(read.operand()).storage() == storage
                && operands.get(read.operand()).map().form() == RowMap.Form.CONSTANT;
    }

    private void lanes() {
        for (int i = 0; i < kernel.steps().size(); i++) {
            Step step = kernel.steps().get(i);
            if (isConstantRead(step, Storage.TILE)) {
                read(i, ((Step.Read) step).operand());
            }
        }
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
                code.loadVector(reduced(i));
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
        for (int i = 0; i < kernel.steps().size(); i++) {
            Step step = kernel.steps().get(i);
            if (step instanceof Step.Apply apply) {
                apply(apply);
                code.store(value(i));
            } else if (step instanceof Step.Read read
                    && !isConstantRead(step, operands.get(read.operand()).storage())) {
                read(i, read.operand());
            }
        }
        for (int i = 0; i < results.size(); i++) {
            result(i, results.get(i));
        }
        code.method.visitIincInsn(ROW, 1);
        code.loadInt(POSITION);
        code.loadInt(WIDTH);
        code.plus();
        code.storeInt(POSITION);
    }

    private void read(int step, int index) {
        Operand operand = operands.get(index);
        code.species();
        code.load(array(index));
        code.loadInt(offset(index));
        if (operand.storage() == Storage.TILE) {
            tilePosition(index, operand.map().form());
            code.fromArray();
        } else {
            rowOf(index, operand.map().form());
            code.method.visitInsn(Opcodes.FALOAD);
            code.broadcast();
        }
        code.store(value(step));
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

    private void result(int index, Result result) {
        int from = value(result.step());
        if (result.reduction() == Reduction.NONE) {
            code.loadVector(from);
            code.load(array(operands.size() + index));
            code.loadInt(offset(operands.size() + index));
            code.loadInt(POSITION);
            code.plus();
            code.intoArray();
            return;
        }
        code.loadVector(reduced(index));
        code.load(from);
        code.binary(result.reduction() == Reduction.SUM ? "add" : "max");
        code.store(reduced(index));
    }

    private void apply(Step.Apply apply) {
        int[] x = apply.arguments().stream().mapToInt(this::value).toArray();
        switch (apply.primitive()) {
            case ADD, SUB, MUL, DIV, MIN, MAX -> {
                code.load(x[0]);
                code.load(x[1]);
                code.binary(lowerCase(apply.primitive()));
            }
            case NEG, ABS, SQRT -> {
                code.load(x[0]);
                code.unary(lowerCase(apply.primitive()));
            }
            case FMA -> {
                code.load(x[0]);
                code.load(x[1]);
                code.load(x[2]);
                code.fma();
            }
            case IF_LESS -> choose(x, "LT");
            case IF_LESS_EQUAL -> choose(x, "LE");
            case IF_EQUAL -> choose(x, "EQ");
            case BITS_ADD -> bits(x, "ADD");
            case BITS_SUB -> bits(x, "SUB");
            case BITS_AND -> bits(x, "AND");
            case BITS_OR -> bits(x, "OR");
            case BITS_XOR -> bits(x, "XOR");
            case BITS_LEFT_23 -> shift(x, "LSHL", 23);
            case BITS_LEFT_30 -> shift(x, "LSHL", 30);
            case BITS_LEFT_31 -> shift(x, "LSHL", 31);
            case BITS_RIGHT_23 -> shift(x, "ASHR", 23);
        }
    }

    private static String lowerCase(Primitive primitive) {
        return primitive.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void choose(int[] x, String comparison) {
        code.load(x[3]);
        code.load(x[2]);
        code.load(x[0]);
        code.load(x[1]);
        code.compare(comparison);
        code.blend();
    }

    private void bits(int[] x, String operation) {
        code.load(x[0]);
        code.toBits();
        code.load(x[1]);
        code.toBits();
        code.bits(operation);
        code.fromBits();
    }

    private void shift(int[] x, String operation, int distance) {
        code.load(x[0]);
        code.toBits();
        code.shift(operation, distance);
        code.fromBits();
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

    private int value(int step) {
        return FIRST_ARRAY + 3 * arrays + step;
    }
}
