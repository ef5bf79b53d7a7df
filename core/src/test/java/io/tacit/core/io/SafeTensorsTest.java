package io.tacit.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafeTensorsTest {
    // Longer than one buffer, with a scalar, an empty array and a name that JSON must escape.
    private static final ParamLayout LAYOUT = ParamLayout.builder()
            .add("dense.w", 130, 70)
            .add("dense.b", 130)
            .add("gate \"t\" ε")
            .add("none", 0, 3)
            .build();

    @ParameterizedTest
    @EnumSource
    void everyBitComesBack(Precision precision) throws IOException {
        FlatVector theta = noise(precision);
        theta.set(1, -0.0);
        theta.set(2, Double.NaN);
        theta.set(3, Double.MIN_VALUE);
        TensorFile back = read(write(TensorFile.of(LAYOUT, theta).plus("run", "r1")));
        assertThat(back.theta(LAYOUT, "f")).isEqualTo(theta);
        assertThat(back.metadata()).containsExactly(Map.entry("run", "r1"));
    }

    @Test
    void severalVectorsShareAFile() throws IOException {
        FlatVector theta = noise(Precision.FLOAT32);
        FlatVector mean = noise(Precision.FLOAT64);
        TensorFile back =
                read(write(TensorFile.EMPTY.plus("theta/", LAYOUT, theta).plus("m/", LAYOUT, mean)));
        assertThat(back.vector("theta/", LAYOUT, "f")).isEqualTo(theta);
        assertThat(back.vector("m/", LAYOUT, "f")).isEqualTo(mean);
    }

    @Test
    void arraysInAnotherOrderFindTheirPlaces() throws IOException {
        ParamLayout ab = ParamLayout.builder().add("a", 2).add("b", 1).build();
        ParamLayout ba = ParamLayout.builder().add("b", 1).add("a", 2).build();
        TensorFile back = read(write(TensorFile.of(ab, FlatVector.of(1f, 2f, 3f))));
        assertThat(back.theta(ba, "f")).isEqualTo(FlatVector.of(3f, 1f, 2f));
        assertThat(back.theta(ab, "f")).isSameAs(back.theta(ab, "f"));
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        ParamLayout layout = ParamLayout.builder().add("w", 1, 2).build();
        byte[] bytes = write(TensorFile.of(layout, FlatVector.of(1f, -2f)).plus("k", "v"));
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        ByteBuffer expected = ByteBuffer.allocate(8 + 88 + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(88).put(header.getBytes(StandardCharsets.UTF_8));
        while (expected.position() < 96) {
            expected.put((byte) ' ');
        }
        expected.putFloat(1).putFloat(-2);
        assertThat(bytes).isEqualTo(expected.array());
    }

    @Test
    void allMismatchesAreListedAtOnce() throws IOException {
        ParamLayout stored = ParamLayout.builder().add("w", 2, 3).add("old", 1).build();
        ParamLayout wanted = ParamLayout.builder().add("w", 3, 2).add("b", 3).build();
        TensorFile file = read(write(TensorFile.of(stored, FlatVector.zeros(Precision.FLOAT32, 7))));
        assertThatThrownBy(() -> file.theta(wanted, "model.safetensors"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("'w': expected shape [3, 2], found [2, 3]")
                .hasMessageContaining("'b' of shape [3] is missing")
                .hasMessageContaining("'old' is not a parameter of the model");
    }

    @Test
    @DisplayName("C17 a file cut short anywhere is refused by name")
    void truncationIsFound() throws IOException {
        byte[] bytes = write(TensorFile.of(LAYOUT, noise(Precision.FLOAT32)));
        for (int length : new int[] {0, 5, 8, 20, 200, 300, bytes.length - 1}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(bytes, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("f.safetensors: is cut short");
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessageContaining("goes on behind the last tensor");
    }

    @Test
    @DisplayName("a header that promises more than the file holds is refused before there is room made for it")
    void promises() {
        byte[] json = entry("F64", "[2000000000]", "[0,16000000000]").getBytes(StandardCharsets.UTF_8);
        byte[] file = LittleEndian.buffer(Long.BYTES + json.length + 8)
                .putLong(json.length)
                .put(json)
                .array();
        assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(file), file.length, "f.safetensors"))
                .isInstanceOf(FormatException.class)
                .hasMessage("f.safetensors: is cut short: expected at least 16000000000 bytes, got " + file.length);
    }

    @Test
    void nonsenseIsRefused() {
        refused("[1]", "not a JSON object");
        refused("{\"w\"", "the header is not JSON");
        refused(entry("BF16", "[1]", "[0,2]"), "'w': expected dtype F32 or F64, found 'BF16'");
        refused(entry("F32", "[2]", "[0,4]"), "cannot lie in bytes 0 to 4");
        refused(entry("F32", "[-1]", "[0,4]"), "expected a whole number of 0 or more, found '-1'");
        refused(entry("F32", "[1]", "[4,8]"), "expected to begin at byte 0, begins at 4");
        refused(entry("F32", "[1]", "[0]"), "whole number");
        refused(entry("F32", "[4294967296,4294967296]", "[0,4]"), "cannot lie");
        refused("{\"w\":1,\"w\":2}", "Duplicate field 'w'");
        refused("{\"w\":" + "[".repeat(5000), "not JSON: it is nested too deeply");
        assertThatThrownBy(() -> read("this is not one".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("is not a safetensors file");
    }

    private static String entry(String dtype, String shape, String offsets) {
        return "{\"w\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
    }

    private static void refused(String header, String message) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        assertThatThrownBy(() -> read(bytes.array()))
                .as(header)
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("f.safetensors")
                .hasMessageContaining(message);
    }

    @Test
    void refusesDuplicateNamesAndWrongLengths() {
        TensorFile file = TensorFile.of(LAYOUT, noise(Precision.FLOAT32));
        assertThatThrownBy(() -> file.plus("", LAYOUT, noise(Precision.FLOAT32)))
                .hasMessageContaining("occurs twice");
        assertThatThrownBy(() -> TensorFile.of(LAYOUT, FlatVector.of(1f))).hasMessageContaining("has length 1");
    }

    private static FlatVector noise(Precision precision) {
        double[] values = new double[LAYOUT.size()];
        RandomKey.of(5).fillGaussian(values, 0, values.length);
        return FlatVector.of(values).to(precision);
    }

    private static byte[] write(TensorFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(file, out);
        return out.toByteArray();
    }

    private static TensorFile read(byte[] bytes) throws IOException {
        return SafeTensors.read(new ByteArrayInputStream(bytes), "f.safetensors");
    }
}
