package io.tacit.core.io;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The safetensors format: the length of the header as 8 little-endian bytes, the header as JSON, padded with blanks so
 * that the numbers are aligned, then the numbers, little-endian and without gaps. Arrays of F32 and F64.
 *
 * <p>Source: huggingface/safetensors, README, section "Format".
 */
public final class SafeTensors {
    private static final int ALIGNMENT = 8;
    // The limit of the reference implementation, against files that ask for all the memory there is.
    private static final long LONGEST_HEADER = 100_000_000;

    // The longest array that a JVM makes.
    private static final long LONGEST_VECTOR = Integer.MAX_VALUE - 8;

    private SafeTensors() {}

    /** Writes {@code file} and flushes {@code out}, which stays open. The same content gives the same bytes. */
    public static void write(TensorFile file, OutputStream out) throws IOException {
        byte[] json = Header.of(file).toJson();
        byte[] header = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(header, json.length, header.length, (byte) ' ');
        out.write(LittleEndian.buffer(Long.BYTES).putLong(header.length).array());
        out.write(header);
        for (NamedTensor t : file.tensors()) {
            LittleEndian.write(out, t.vector(), t.offset(), t.end());
        }
        out.flush();
    }

    /**
     * Reads a file to the end of {@code in}, which stays open. All arrays of one precision share one vector.
     *
     * @param where the file's name, for messages
     * @throws FormatException where it is not a safetensors file, is cut short or goes on behind its end
     */
    public static TensorFile read(InputStream in, String where) throws IOException {
        return read(in, Long.MAX_VALUE, where);
    }

    /** The same of a file of {@code length} bytes: what promises more is refused before there is room made for it. */
    public static TensorFile read(InputStream in, long length, String where) throws IOException {
        try {
            Header header = header(in, where);
            requireHeld(header, length);
            TensorFile file = numbers(in, header, where);
            if (in.read() >= 0) {
                throw new FormatException(where, "goes on behind the last tensor");
            }
            return file;
        } catch (EOFException e) {
            throw new FormatException(where, "is cut short: " + e.getMessage(), e);
        }
    }

    private static Header header(InputStream in, String where) throws IOException {
        byte[] prefix = new byte[Long.BYTES];
        LittleEndian.readFully(in, prefix, prefix.length);
        long length = LittleEndian.buffer(Long.BYTES).put(prefix).getLong(0);
        if (length < 2 || length > LONGEST_HEADER) {
            throw new FormatException(
                    where,
                    "is not a safetensors file: a header of " + length + " bytes, expected 2 to " + LONGEST_HEADER);
        }
        byte[] json = in.readNBytes((int) length);
        if (json.length < length) {
            throw new EOFException("expected " + length + " bytes of header, got " + json.length);
        }
        return Header.parse(json, where);
    }

    private static void requireHeld(Header header, long length) throws EOFException {
        long promised =
                header.slots().stream().mapToLong(Header.Slot::end).max().orElse(0);
        if (promised > length) {
            throw new EOFException("expected at least " + promised + " bytes, got " + length);
        }
    }

    private static TensorFile numbers(InputStream in, Header header, String where) throws IOException {
        Shelf singles = new Shelf(header, Precision.FLOAT32, where);
        Shelf doubles = new Shelf(header, Precision.FLOAT64, where);
        List<NamedTensor> tensors = new ArrayList<>();
        for (Header.Slot slot : header.slots()) {
            NamedTensor t = (slot.precision() == Precision.FLOAT32 ? singles : doubles).place(slot);
            LittleEndian.read(in, t.vector(), t.offset(), t.end());
            tensors.add(t);
        }
        return new TensorFile(tensors, header.metadata());
    }

    /** Room for all arrays of one precision, filled from the left. */
    private static final class Shelf {
        private final FlatVector vector;
        private int filled;

        Shelf(Header header, Precision precision, String where) throws FormatException {
            long total = header.slots().stream()
                    .filter(slot -> slot.precision() == precision)
                    .mapToLong(Header.Slot::elements)
                    .sum();
            if (total > LONGEST_VECTOR) {
                throw new FormatException(
                        where, "has " + total + " numbers of " + precision + ", at most " + LONGEST_VECTOR + " fit");
            }
            vector = FlatVector.zeros(precision, (int) total);
        }

        NamedTensor place(Header.Slot slot) {
            NamedTensor placed = new NamedTensor(slot.name(), slot.shape(), vector, filled);
            filled = placed.end();
            return placed;
        }
    }
}
