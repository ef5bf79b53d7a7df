package io.tacit.core.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts the bytes on their way to another stream. */
final class CountingOutput extends FilterOutputStream {
    private long bytes;

    CountingOutput(OutputStream out) {
        super(out);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        bytes++;
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
        out.write(b, from, length);
        bytes += length;
    }
}
