package io.tacit.core.engine.cpu.codegen;

/** Writes {@link LanePartials} that keep the 16 partial sums of a row in registers. */
final class LanePartialsWriter {

    private static final int X = 1;
    private static final int XO = 2;
    private static final int XR = 3;
    private static final int ROWS = 4;
    private static final int CHUNKS = 5;
    private static final int P = 6;
    private static final int ROW = 7;
    private static final int CHUNK = 8;
    private static final int FROM = 9;
    private static final int FIRST_SUM = 10;

    private final VectorCode code;
    private final int vectors;

    private LanePartialsWriter(VectorCode code) {
        this.code = code;
        this.vectors = Gemm.LANES / code.lanes();
    }

    static <A> LanePartials<A> write(VectorFormat format) {
        return HiddenClass.implement(LanePartials.class, format, code -> new LanePartialsWriter(code).body());
    }

    private void body() {
        code.exactArray(X);
        code.exactArray(P);
        code.loop(ROW, ROWS, 1, this::row);
    }

    private void row() {
        code.loadInt(XO);
        code.loadInt(ROW);
        code.loadInt(XR);
        code.times();
        code.plus();
        code.storeInt(FROM);
        for (int v = 0; v < vectors; v++) {
            code.constant(0);
            code.store(FIRST_SUM + v);
        }
        code.loop(CHUNK, CHUNKS, 1, this::chunk);
        for (int v = 0; v < vectors; v++) {
            code.loadReceiver(FIRST_SUM + v);
            code.load(P);
            code.loadInt(ROW);
            groups(v);
            code.intoArray();
        }
    }

    private void chunk() {
        for (int v = 0; v < vectors; v++) {
            code.species();
            code.load(X);
            code.loadInt(CHUNK);
            groups(v);
            code.loadInt(FROM);
            code.plus();
            code.fromArray();
            code.exactNumbers();
            code.load(FIRST_SUM + v);
            code.binary("add");
            code.store(FIRST_SUM + v);
        }
    }

    /** Turns the number of a group of 16 on the stack into the index of its vector v. */
    private void groups(int v) {
        code.push(Gemm.LANES);
        code.times();
        code.push(v * code.lanes());
        code.plus();
    }
}
