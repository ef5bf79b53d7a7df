package io.tacit.spark.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A stream that is cut into pieces of one size, and a last one of the rest. Small ones take little memory. */
public final class Cutter extends OutputStream {
    private static final int FIRST_BYTES = 1 << 10;
    private static final int NEXT_BYTES = 1 << 24;

    private final int pieceBytes;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] current;
    private int used;

    public Cutter(int pieceBytes) {
        this.pieceBytes = pieceBytes;
        current = new byte[Math.min(FIRST_BYTES, pieceBytes)];
    }

    /** What was cut, as one stream. */
    public static InputStream joined(List<byte[]> pieces) {
        List<InputStream> streams = new ArrayList<>();
        pieces.forEach(piece -> streams.add(new ByteArrayInputStream(piece)));
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        for (int from = offset; from < offset + count; ) {
            makeRoom(offset + count - from);
            int n = Math.min(offset + count - from, current.length - used);
            System.arraycopy(bytes, from, current, used, n);
            used += n;
            from += n;
        }
    }

    private void makeRoom(int wanted) {
        if (used == pieceBytes) {
            full.add(current);
            // Where one piece is full already, the next is likely to be long.
            current = new byte[Math.min(NEXT_BYTES, pieceBytes)];
            used = 0;
        } else if ((long) used + wanted > current.length) {
            long doubled = Math.max(2L * current.length, (long) used + wanted);
            current = Arrays.copyOf(current, (int) Math.min(pieceBytes, doubled));
        }
    }

    /** All pieces; the last may be as long as the others, and is empty where nothing was written. */
    public List<byte[]> pieces() {
        List<byte[]> all = new ArrayList<>(full);
        all.add(used == current.length ? current : Arrays.copyOf(current, used));
        return all;
    }
}
