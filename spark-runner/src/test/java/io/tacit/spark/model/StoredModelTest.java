package io.tacit.spark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Standardization;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.checkpoint.Storage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredModelTest {
    @TempDir
    private java.nio.file.Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"theta.safetensors", "manifest.json"})
    @DisplayName("A disk that is full at one of its files leaves the model that was there, and nothing of the new one")
    void fullDisk(String at) throws IOException {
        Path place = new Path(dir.resolve("model").toUri());
        FileSystem files = Storage.of(place, new Configuration(false));
        model(1).save(files, place);
        assertThatThrownBy(() -> model(2).save(new FullAt(files, at), place))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(at + ": No space left on device")
                .hasMessageNotContaining("IOException");
        assertThat(StoredModel.load(files, place).theta().get(0)).isEqualTo(1);
        try (var left = Files.list(dir)) {
            assertThat(left).containsExactly(dir.resolve("model"));
        }
        model(2).save(files, place);
        assertThat(StoredModel.load(files, place).theta().get(0)).isEqualTo(2);
    }

    private static StoredModel model(double value) {
        ParamLayout layout = ParamLayout.builder().add("w", 1).build();
        FlatVector theta = FlatVector.zeros(Precision.FLOAT32, 1);
        theta.set(0, value);
        return new StoredModel("own", List.of("x"), Standardization.identity(1), Map.of(), layout, theta, Map.of());
    }

    /** Has no room for files of a name, and says so as Hadoop's local file system does. */
    private static final class FullAt extends FilterFileSystem {
        private final String name;

        FullAt(FileSystem inner, String name) {
            super(inner);
            this.name = name;
        }

        @Override
        public FSDataOutputStream create(
                Path path, FsPermission permission, boolean over, int buffer, short copies, long block, Progressable p)
                throws IOException {
            FSDataOutputStream real = super.create(path, permission, over, buffer, copies, block, p);
            return path.getName().equals(name) ? new FSDataOutputStream(new Full(real), null) : real;
        }
    }

    private static final class Full extends FilterOutputStream {
        Full(OutputStream real) {
            super(real);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            throw noSpace();
        }

        private static FSError noSpace() {
            try {
                Constructor<FSError> itsOwn = FSError.class.getDeclaredConstructor(Throwable.class);
                itsOwn.setAccessible(true);
                return itsOwn.newInstance(new IOException("No space left on device"));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
