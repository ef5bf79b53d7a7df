package io.tacit.core.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checksum that a JSON file holds of itself, in the last of its fields: the CRC-32C of its bytes while that field is still empty.
 * Of the bytes, not of what they say: versions of Java write one number in different digits.
 */
public final class SelfCheck {
    /** The value of the field before the file is sealed. */
    public static final String EMPTY = "";

    private static final Pattern FIELD = Pattern.compile("(?s)(.*\"check\" : \")([^\"]*)(\".*)");

    private SelfCheck() {}

    /** The same file with its checksum, from one whose field {@code check} is empty. */
    public static byte[] sealed(byte[] json) throws IOException {
        String crc = Checksum.of(new ByteArrayInputStream(json)).crc32c();
        return bytes(FIELD.matcher(text(json)).replaceFirst("$1" + crc + "$3"));
    }

    /**
     * Passes where no byte has changed since the file was sealed.
     *
     * @throws FormatException with both checksums
     */
    public static void require(byte[] json, String where) throws IOException {
        Matcher field = FIELD.matcher(text(json));
        if (!field.matches()) {
            throw new FormatException(where, "is damaged: it holds no checksum of itself");
        }
        String found = Checksum.of(new ByteArrayInputStream(bytes(field.group(1) + field.group(3))))
                .crc32c();
        if (!found.equals(field.group(2))) {
            throw new FormatException(
                    where, "is damaged: expected CRC-32C " + field.group(2) + " of its content, found " + found);
        }
    }

    /** A character for each byte. */
    private static String text(byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
