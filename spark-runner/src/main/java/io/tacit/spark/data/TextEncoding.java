package io.tacit.spark.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the first bytes of a file say about what it is and how its text is encoded. */
final class TextEncoding {
    private static final char MARK = '\uFEFF';
    private static final Map<String, byte[]> MARKS = new LinkedHashMap<>();
    private static final Map<byte[], String> NO_TEXT = new LinkedHashMap<>();

    static {
        MARKS.put("UTF-32", bytes(0xFF, 0xFE, 0, 0));
        MARKS.put("UTF-16LE", bytes(0xFF, 0xFE));
        MARKS.put("UTF-16BE", bytes(0xFE, 0xFF));
        MARKS.put("UTF-8", bytes(0xEF, 0xBB, 0xBF));
        NO_TEXT.put(bytes('P', 'A', 'R', '1'), "it is Parquet: --format parquet");
        NO_TEXT.put(bytes('P', 'K', 3, 4), "it is a ZIP archive, as spreadsheets are (.xlsx): save it as CSV");
        NO_TEXT.put(bytes(0x1F, 0x8B), "it is compressed with gzip, which its name has to say: .csv.gz");
        NO_TEXT.put(bytes('B', 'Z', 'h'), "it is compressed with bzip2, which its name has to say: .csv.bz2");
        NO_TEXT.put(bytes(0x28, 0xB5, 0x2F, 0xFD), "it is compressed with zstd, which its name has to say: .csv.zst");
        NO_TEXT.put(bytes('O', 'R', 'C'), "it is ORC: write it as Parquet or CSV");
        NO_TEXT.put(
                bytes('P', 'A', 'R', 'E'),
                "it is encrypted Parquet, whose keys nothing here has: write it in the clear");
        NO_TEXT.put(bytes('{', '"'), "it is JSON: write it as Parquet or CSV");
        NO_TEXT.put(bytes('O', 'b', 'j', 1), "it is Avro: write it as Parquet or CSV");
        NO_TEXT.put(bytes(0x89, 'H', 'D', 'F'), "it is HDF5: write it as Parquet or CSV");
        NO_TEXT.put(bytes(0x93, 'N', 'U', 'M', 'P', 'Y'), "it is an array of NumPy's: write it as Parquet or CSV");
    }

    private TextEncoding() {}

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** What a file that begins so is, where it is no text. */
    static Optional<String> otherKind(byte[] head) {
        return NO_TEXT.entrySet().stream()
                .filter(kind -> begins(head, kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What speaks against reading a file that begins so, with the option that would be right. */
    static Optional<String> mismatch(byte[] head, String encoding) {
        Optional<String> other = otherKind(head);
        if (other.isPresent()) {
            return other;
        }
        Charset asked = Charset.forName(encoding);
        Optional<String> marked = mark(head);
        Optional<String> looks = marked.or(() -> asked.name().startsWith("UTF-32") ? Optional.empty() : zeros(head));
        // Java takes the order of bytes from the mark where only UTF-16 is said, and the high one first without a mark.
        boolean fits = looks.isEmpty()
                || looks.get().equals(asked.name())
                || looks.get().equals(asked.name() + "BE")
                || (marked.isPresent() && looks.get().equals(asked.name() + "LE"));
        if (!fits) {
            return Optional.of("it looks like " + looks.get() + ": --encoding " + looks.get());
        }
        if (asked.equals(StandardCharsets.ISO_8859_1) && isUtf8(head)) {
            return Optional.of("it looks like UTF-8: --encoding UTF-8");
        }
        if (looks.isEmpty() && asked.name().startsWith("UTF-16") && head.length > 0) {
            return Optional.of("it does not look like " + encoding + ": --encoding UTF-8, if it is that");
        }
        return invalid(head, asked);
    }

    private static Optional<String> mark(byte[] head) {
        return MARKS.entrySet().stream()
                .filter(mark -> begins(head, mark.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    /** Text in Latin letters has a zero in every second byte in UTF-16, and in no byte else. */
    private static Optional<String> zeros(byte[] head) {
        int looked = Math.min(head.length, 256);
        int[] zeros = new int[2];
        for (int i = 0; i < looked; i++) {
            zeros[i % 2] += head[i] == 0 ? 1 : 0;
        }
        boolean many = zeros[0] + zeros[1] > looked / 4;
        return many ? Optional.of(zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE") : Optional.empty();
    }

    /** Whether there are characters of several bytes, all as UTF-8 has them, which is no accident. */
    private static boolean isUtf8(byte[] head) {
        return invalid(head, StandardCharsets.US_ASCII).isPresent()
                && invalid(head, StandardCharsets.UTF_8).isEmpty();
    }

    /** The cut may have gone through a character. */
    private static Optional<String> invalid(byte[] head, Charset encoding) {
        CharsetDecoder decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(head);
        CoderResult result = decoder.decode(bytes, CharBuffer.allocate(head.length + 1), false);
        if (!result.isError()) {
            return Optional.empty();
        }
        String found = " (byte " + bytes.position() + " is " + String.format("0x%02X", head[bytes.position()]) + ")";
        return Optional.of(
                hasControls(head)
                        ? "it is not text" + found + ": write it as Parquet or CSV"
                        : "it is not " + encoding + found
                                + ": --encoding ISO-8859-1, if it comes from Windows or an old system; else"
                                + " convert it: iconv -f ENCODING -t UTF-8 OLD.csv > NEW.csv");
    }

    /** Whether there are bytes that no encoding of one byte a character has in text; Hive's separators are among them. */
    private static boolean hasControls(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && !Character.isWhitespace(b)) {
                return true;
            }
        }
        return false;
    }

    /** Without a mark. */
    static String decoded(byte[] head, String encoding) {
        String text = new String(head, Charset.forName(encoding));
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    /** Whether a line ends with the byte of a line feed, as Spark's divided reading needs it. */
    static boolean isOfBytes(String encoding) {
        return Arrays.equals("\n".getBytes(Charset.forName(encoding)), "\n".getBytes(StandardCharsets.US_ASCII));
    }
}
