package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.CsvDialect.Header;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that do not look as they are to be read: refused with the options that are right, and others never. */
class CsvLooksTest {
    private static Optional<String> advice(String text, CsvDialect asked) {
        return CsvLooks.advice(text.lines().toList(), asked);
    }

    private static String advice(String text) {
        return advice(text, CsvDialect.DEFAULT).orElse("");
    }

    @ParameterizedTest
    @DisplayName("separators and decimal marks that were not said")
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "a;b|8,28;11,21|1,5;2 ! --separator ';' --decimal ','",
                "a;b|8.28;11.21|1;2.5 ! --separator ';'",
                "a;b;c|1;2;3|4;5;6 ! --separator ';'",
                "i;a;b|0;8,281;11,210|1;1,250;2,125 ! --separator ';' --decimal ','",
                "  a    b|1.5   2.25| 10  -3|7.1  4.5 ! awk '{$1=$1; print}' OFS=, OLD.csv > NEW.csv",
                "a~b|8.28~11.21|1~2.5 ! --separator '\\t'",
                "a~b|8,28~11,21|1~2,5 ! --separator '\\t' --decimal ','",
                "a b|8.28 11.21|1 2.5 ! --separator ' '",
                "'a';'b'|'8.28';'11.21'|'1';'2' ! --separator ';' --quote \"'\"",
                "\"a\",\"b\"|\"8,28\",\"1,21\"|\"3,5\",\"7,1\" ! --decimal ','",
                "a,b|'8.28','11.21'|'1','2' ! --quote \"'\"",
                "name;x|M, N;1,5|O, P;2,5 ! --separator ';' --decimal ','",
                "# made by hand|a,b|1,2|3,4 ! --comment '#'",
                "# made by hand|a;b|1,5;2,5|3,5;4,5 ! --separator ';' --decimal ',' --comment '#'",
            })
    void refused(String lines, String options) {
        assertThat(advice(lines.replace('|', '\n').replace('~', '\t'))).endsWith(": " + options);
    }

    @Test
    @DisplayName("what is no table at all")
    void noTable() {
        assertThat(advice("<!DOCTYPE html>\n<html>404</html>")).startsWith("it is a page of the web");
    }

    @Test
    void theSentence() {
        assertThat(advice("length;width\n8,28;11,21\n10,81;14,84\n"))
                .isEqualTo("cells seem to be separated by ';' and decimals by ',': --separator ';' --decimal ','");
    }

    @ParameterizedTest
    @DisplayName("a file that is as it was said to be is read, whatever else is in its text")
    @ValueSource(
            strings = {
                "a,b|1,2|3,4",
                "a|1|2",
                "a",
                "name,x|Doe; John,1|Roe; Jane,2",
                "name,x|\"Doe, John\",1|\"Roe, Jane\",2",
                "city,x|New York,1|Los Angeles,2",
                "#id,x|1,2|3,4",
                "price,w|\"1,770\",1|\"2,500\",2",
                "note|two words|and two",
                "a,b|1,2|3,4,5|6,7|8,9|1,2|1,2|1,2|1,2|1,2|1,2",
                "t,x|12:30,1|12:45,2",
                "note|it's fine|don't",
            })
    void fits(String lines) {
        assertThat(advice(lines.replace('|', '\n'))).isEmpty();
    }

    @Test
    @DisplayName("what was said wrongly is told as well, and without a header the rows speak")
    void saidWrongly() {
        CsvDialect german = CsvDialect.DEFAULT.separator(";").decimal(',');
        assertThat(advice("a,b\n1.5,2.5\n3.5,4\n", german).orElseThrow()).endsWith("--separator ',' --decimal '.'");
        assertThat(advice("a;b\n1.5;2.5\n3.5;4\n", german).orElseThrow()).endsWith("--decimal '.'");
        assertThat(advice("a;b\n1,5;2,5\n3,5;4\n", german)).isEmpty();
        CsvDialect semicolon = CsvDialect.DEFAULT.separator(";");
        assertThat(advice("a;b\n1,770;2.5\n2,500;4\n", semicolon)).isEmpty();
        assertThat(advice("a;b\n1.770;2,5\n22.500;4\n", german)).isEmpty();
        assertThat(advice("a;b\n1.770;2\n22.500;4\n", german)).isEmpty();
        CsvDialect nameless = new CsvDialect(
                ",",
                Optional.of('"'),
                Optional.empty(),
                '.',
                Optional.of(Header.NO),
                "UTF-8",
                Optional.empty(),
                List.of(),
                CsvDialect.Lines.ONE);
        assertThat(advice("8,28;11,21\n10,81;14,84\n", nameless).orElseThrow())
                .endsWith("--separator ';' --decimal ','");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    @DisplayName("encodings of several bytes are told by their mark, and by their zeros")
    void encodings(String encoding) {
        // Spark knows UTF-32 by one name; the mark says the order of bytes.
        String said = encoding.startsWith("UTF-32") ? "UTF-32" : encoding;
        byte[] text = "length,width\n1,2\n".getBytes(Charset.forName(encoding));
        byte[] marked = "\uFEFFlength,width\n1,2\n".getBytes(Charset.forName(encoding));
        Stream<byte[]> heads = encoding.startsWith("UTF-32") ? Stream.of(marked) : Stream.of(text, marked);
        heads.forEach(head -> {
            assertThat(TextEncoding.mismatch(head, "UTF-8").orElseThrow()).contains("--encoding " + said);
            assertThat(TextEncoding.mismatch(head, said)).isEmpty();
        });
        assertThat(TextEncoding.decoded(marked, encoding)).startsWith("length");
    }

    @Test
    @DisplayName(
            "a byte order mark is no part of a name; what is no UTF-8 is refused with the byte; what is no text, too")
    void bytes() {
        byte[] marked = "\uFEFFa\n1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(TextEncoding.mismatch(marked, "UTF-8")).isEmpty();
        assertThat(TextEncoding.decoded(marked, "UTF-8")).startsWith("a");
        byte[] latin = "größe,x\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TextEncoding.mismatch(latin, "UTF-8").orElseThrow())
                .contains("byte 2 is 0xF6")
                .contains("--encoding ISO-8859-1");
        assertThat(TextEncoding.mismatch(latin, "ISO-8859-1")).isEmpty();
        assertThat(TextEncoding.mismatch(new byte[] {(byte) 0xED, 3, 'a', 'b'}, "UTF-8"))
                .contains("it is not text (byte 0 is 0xED): write it as Parquet or CSV");
        byte[] utf = "größe,x\n".getBytes(StandardCharsets.UTF_8);
        assertThat(TextEncoding.mismatch(utf, "ISO-8859-1").orElseThrow()).contains("--encoding UTF-8");
        byte[] cut = "ö".getBytes(StandardCharsets.UTF_8);
        assertThat(TextEncoding.mismatch(new byte[] {'a', cut[0]}, "UTF-8")).isEmpty();
        assertThat(TextEncoding.mismatch("{\"x\": 1}".getBytes(StandardCharsets.US_ASCII), "UTF-8"))
                .contains("it is JSON: write it as Parquet or CSV");
        assertThat(TextEncoding.mismatch("PAR1".getBytes(StandardCharsets.US_ASCII), "UTF-8")
                        .orElseThrow())
                .contains("--format parquet");
        assertThat(TextEncoding.mismatch("a,b\n".getBytes(StandardCharsets.US_ASCII), "UTF-16")
                        .orElseThrow())
                .contains("--encoding UTF-8");
    }
}
