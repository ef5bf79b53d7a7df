package io.tacit.core.engine.cpu.codegen;

/**
 * Writes a {@link GemmBlock} of {@code rows} × {@code vectors} accumulators. In each turn of its loop it loads {@code vectors} vectors of
 * B, and for each row broadcasts one number of A and issues {@code vectors} fused multiply-adds. The step of the loop through B is left a
 * variable: where it is a constant the compiler unrolls the loop, runs out of registers and loses a third of the speed.
 */
final class GemmBlockWriter {

    private static final int A = 1;
    private static final int AO = 2;
    private static final int AR = 3;
    private static final int AC = 4;
    private static final int B = 5;
    private static final int BO = 6;
    private static final int BR = 7;
    private static final int C = 8;
    private static final int CO = 9;
    private static final int CR = 10;
    private static final int K = 11;
    private static final int L = 12;
    private static final int SCALAR = 13;
    private static final int ROWS = 14;

    private final VectorCode code;
    private final int rows;
    private final int vectors;
    private final int lanes;

    private GemmBlockWriter(VectorCode code, int rows, int vectors) {
        this.code = code;
        this.rows = rows;
        this.vectors = vectors;
        this.lanes = code.lanes();
    }

    static <A> GemmBlock<A> write(int rows, int vectors, VectorFormat format, Gemm.Store store) {
        return HiddenClass.implement(
                GemmBlock.class, format, code -> new GemmBlockWriter(code, rows, vectors).body(store));
    }

    private void body(Gemm.Store store) {
        code.exactArray(A);
        code.exactArray(B);
        code.exactArray(C);
        for (int r = 0; r < rows; r++) {
            startOfRow(r);
            for (int v = 0; v < vectors; v++) {
                start(store, r, v);
                code.store(sum(r, v));
            }
        }
        code.loop(L, K, 1, this::turn);
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                code.loadReceiver(sum(r, v));
                code.load(C);
                indexOfC(r, v);
                code.intoArray();
            }
        }
    }

    private void startOfRow(int r) {
        code.loadInt(AO);
        code.push(r);
        code.loadInt(AR);
        code.times();
        code.plus();
        code.storeInt(ROWS + r);
    }

    private void start(Gemm.Store store, int r, int v) {
        if (store == Gemm.Store.SET) {
            code.constant(0);
            return;
        }
        code.species();
        code.load(C);
        indexOfC(r, v);
        code.fromArray();
        code.exactNumbers();
    }

    private void turn() {
        for (int v = 0; v < vectors; v++) {
            code.species();
            code.load(B);
            code.loadInt(BO);
            code.loadInt(L);
            code.loadInt(BR);
            code.times();
            code.plus();
            code.push(v * lanes);
            code.plus();
            code.fromArray();
            code.store(column(v));
        }
        for (int r = 0; r < rows; r++) {
            broadcastA(r);
            for (int v = 0; v < vectors; v++) {
                code.load(SCALAR);
                code.load(column(v));
                code.load(sum(r, v));
                code.fma();
                code.store(sum(r, v));
            }
        }
    }

    private void broadcastA(int r) {
        code.species();
        code.load(A);
        code.loadInt(ROWS + r);
        code.loadInt(L);
        code.loadInt(AC);
        code.times();
        code.plus();
        code.element();
        code.broadcast();
        code.exactNumbers();
        code.store(SCALAR);
    }

    private void indexOfC(int r, int v) {
        code.loadInt(CO);
        code.push(r);
        code.loadInt(CR);
        code.times();
        code.plus();
        code.push(v * lanes);
        code.plus();
    }

    private int column(int v) {
        return ROWS + rows + v;
    }

    private int sum(int r, int v) {
        return ROWS + rows + vectors + r * vectors + v;
    }
}
