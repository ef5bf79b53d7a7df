package io.tacit.spark.transport.akka;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A value as the bytes that are sent, cut into chunks: made once, sent to as many receivers as one likes. */
record Parcel(List<byte[]> chunks) {

    Parcel {
        chunks = List.copyOf(chunks);
        if (chunks.isEmpty()) {
            throw new IllegalArgumentException("chunks: expected 1 or more, got 0");
        }
    }

    static Parcel of(Object value, WireKryo kryo, int chunkBytes) {
        Cutter cutter = new Cutter(chunkBytes);
        kryo.write(value, cutter);
        return new Parcel(cutter.chunks());
    }

    long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }

    /** The value, which owns its memory. */
    Object open(WireKryo kryo) {
        List<InputStream> streams = new ArrayList<>();
        chunks.forEach(chunk -> streams.add(new ByteArrayInputStream(chunk)));
        return kryo.read(new SequenceInputStream(Collections.enumeration(streams)));
    }

    /** Chunks of one size, and a last one of the rest. */
    private static final class Cutter extends OutputStream {
        private final int chunkBytes;
        private final List<byte[]> full = new ArrayList<>();
        private byte[] current;
        private int used;

        private Cutter(int chunkBytes) {
            this.chunkBytes = chunkBytes;
            current = new byte[chunkBytes];
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int from = offset; from < offset + count; ) {
                if (used == chunkBytes) {
                    full.add(current);
                    current = new byte[chunkBytes];
                    used = 0;
                }
                int n = Math.min(offset + count - from, chunkBytes - used);
                System.arraycopy(bytes, from, current, used, n);
                used += n;
                from += n;
            }
        }

        private List<byte[]> chunks() {
            full.add(Arrays.copyOf(current, used));
            return full;
        }
    }
}
