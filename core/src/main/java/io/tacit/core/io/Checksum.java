package io.tacit.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Size and CRC-32C (Castagnoli) of a file: finds what fell over on the way, not what was forged.
 *
 * @param crc32c eight hexadecimal digits
 */
public record Checksum(long bytes, String crc32c) {
    public Checksum {
        if (bytes < 0 || !crc32c.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException(
                    "checksum: expected a size of 0 or more and eight hexadecimal digits, got " + bytes + " and '"
                            + crc32c + "'");
        }
    }

    /** Something that writes to a stream. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Lets {@code writing} write to {@code out} and takes the checksum of what went by. */
    public static Checksum whileWriting(OutputStream out, Writing writing) throws IOException {
        CRC32C crc = new CRC32C();
        CountingOutput counted = new CountingOutput(out);
        writing.to(new CheckedOutputStream(counted, crc));
        counted.flush();
        return of(counted.bytes(), crc);
    }

    /** Reads {@code in} to its end. */
    public static Checksum of(InputStream in) throws IOException {
        CRC32C crc = new CRC32C();
        long bytes = new CheckedInputStream(in, crc).transferTo(OutputStream.nullOutputStream());
        return of(bytes, crc);
    }

    private static Checksum of(long bytes, CRC32C crc) {
        return new Checksum(bytes, String.format(Locale.ROOT, "%08x", crc.getValue()));
    }

    /**
     * Refuses a file that is not the one this checksum was taken of.
     *
     * @throws FormatException with both checksums
     */
    public void require(Checksum actual, String where) throws FormatException {
        if (!equals(actual)) {
            throw new FormatException(where, "is damaged: expected " + this + ", found " + actual);
        }
    }

    @Override
    public String toString() {
        return bytes + " bytes with CRC-32C " + crc32c;
    }
}
