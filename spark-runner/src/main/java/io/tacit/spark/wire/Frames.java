package io.tacit.spark.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Values as arrays of bytes: the frame of each in one array, or in pieces where it may be larger than an array can be. Of
 * the pieces of a value the last, and it alone, is shorter than {@link #PIECE_BYTES}: that ends it.
 */
final class Frames {
    static final int PIECE_BYTES = 1 << 24;
    static final int LARGEST_ARRAY = Crossing.LARGEST_SHUFFLED;

    private static final int BUFFER = 1 << 13;

    private Frames() {}

    static <T> void write(WireCodec<T> codec, T value, Output output) {
        WireWriter out = new WireWriter(output);
        out.part(codec, value);
        out.checksum();
    }

    /** @throws WireException where the bytes are damaged, cut off, or of another version */
    static <T> T read(WireCodec<T> codec, Input input) {
        String what = codec.type().getSimpleName();
        WireReader in = new WireReader(input, what);
        try {
            T value = in.part(codec);
            in.checksum();
            return value;
        } catch (KryoException | IllegalArgumentException | ArithmeticException e) {
            // Too few bytes, or damaged fields that a record refused before the last checksum was reached.
            throw WireException.unreadable(what, e);
        }
    }

    /** @throws WireException where the frame is larger than an array can be */
    static <T> byte[] array(WireCodec<T> codec, T value) {
        List<byte[]> cut = cut(codec, value, LARGEST_ARRAY);
        if (cut.size() > 1) {
            throw WireException.tooLarge(codec.type(), LARGEST_ARRAY);
        }
        return cut.get(0);
    }

    static <T> T value(WireCodec<T> codec, byte[] frame) {
        return read(codec, new Input(frame));
    }

    static <T> List<byte[]> pieces(WireCodec<T> codec, T value) {
        List<byte[]> pieces = cut(codec, value, PIECE_BYTES);
        if (pieces.get(pieces.size() - 1).length == PIECE_BYTES) {
            pieces.add(new byte[0]);
        }
        return pieces;
    }

    private static <T> List<byte[]> cut(WireCodec<T> codec, T value, int pieceBytes) {
        Cutter cutter = new Cutter(pieceBytes);
        Output output = new Output(cutter, BUFFER);
        write(codec, value, output);
        output.flush();
        return cutter.pieces();
    }

    /** The value whose pieces these are. */
    static <T> T value(WireCodec<T> codec, List<byte[]> pieces) {
        return pieces.size() == 1 ? value(codec, pieces.get(0)) : read(codec, new Input(Cutter.joined(pieces), BUFFER));
    }

    /** Values, each read when it is asked for. */
    static <T> Iterator<T> values(WireCodec<T> codec, Iterator<byte[]> pieces) {
        Iterator<List<byte[]>> frames = byValue(pieces);
        return new Iterator<T>() {
            @Override
            public boolean hasNext() {
                return frames.hasNext();
            }

            @Override
            public T next() {
                return value(codec, frames.next());
            }
        };
    }

    /** The pieces of one value after the other. */
    static Iterator<List<byte[]>> byValue(Iterator<byte[]> pieces) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pieces.hasNext();
            }

            @Override
            public List<byte[]> next() {
                if (!pieces.hasNext()) {
                    throw new NoSuchElementException();
                }
                List<byte[]> one = new ArrayList<>();
                boolean full = true;
                while (full && pieces.hasNext()) {
                    byte[] piece = pieces.next();
                    one.add(piece);
                    full = piece.length == PIECE_BYTES;
                }
                return one;
            }
        };
    }
}
