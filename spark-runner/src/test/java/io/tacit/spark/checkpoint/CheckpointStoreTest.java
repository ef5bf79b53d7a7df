package io.tacit.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.io.FormatException;
import io.tacit.core.io.SelfCheck;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.checkpoint.CheckpointStore.OnDamage;
import io.tacit.spark.checkpoint.FaultyFileSystem.Operation;
import io.tacit.spark.checkpoint.FoundCheckpoint.Restored;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {
    @TempDir
    private java.nio.file.Path dir;

    private FileSystem files;
    private CheckpointStore store;

    @BeforeEach
    void open() throws IOException {
        Path output = new Path(dir.toUri());
        files = Storage.of(output, new Configuration(false));
        store = CheckpointStore.in(output, new Configuration(false), 3);
    }

    @Test
    void comesBackWithTheSameBits() throws IOException {
        store.save(Checkpoints.ofRound(12));
        FoundCheckpoint found = store.newest(OnDamage.FAIL);
        Restored restored = found.restored().orElseThrow();
        assertThat(restored.checkpoint()).isEqualTo(Checkpoints.ofRound(12));
        assertThat(restored.checkpoint().optimizers().get("inner").moments().keySet())
                .containsExactly("v", "m");
        assertThat(restored.directory().getName()).isEqualTo("round-000012");
        assertThat(found.skipped()).isEmpty();
    }

    @Test
    void nothingWhereThereIsNone() throws IOException {
        assertThat(store.newest(OnDamage.FAIL)).isEqualTo(new FoundCheckpoint(Optional.empty(), List.of(), List.of()));
        assertThat(store.isUsed()).isFalse();
    }

    @Test
    void theNewestAreKept() throws IOException {
        for (int round = 2; round <= 12; round += 2) {
            store.save(Checkpoints.ofRound(round));
            store.prune(round);
        }
        assertThat(store.rounds()).containsExactly(8, 10, 12);
        assertThat(Files.list(dir.resolve("checkpoints"))).hasSize(3);
    }

    @Test
    @DisplayName("who goes on from an earlier round keeps what he saves, not the later ones that were damaged")
    void laterOnesGo() throws IOException {
        for (int round = 10; round <= 40; round += 10) {
            store.save(Checkpoints.ofRound(round));
        }
        store.save(Checkpoints.ofRound(12));
        store.prune(12);
        assertThat(store.rounds()).containsExactly(10, 12);
    }

    @Test
    void aRoundIsWrittenAgainInItsPlace() throws IOException {
        store.save(Checkpoints.ofRound(4));
        store.save(Checkpoints.ofRound(4));
        assertThat(store.newest(OnDamage.FAIL).restored().orElseThrow().checkpoint())
                .isEqualTo(Checkpoints.ofRound(4));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a disk that is full is an exception with the path, where Hadoop throws an Error")
    void fullDisk() {
        assertThatThrownBy(() -> Storage.write(files, new Path("/dev/full"), out -> out.write(new byte[100_000])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/dev/full: ")
                .hasMessageContaining("No space left");
    }

    @Test
    @DisplayName("a stream that throws one exception in writing and in closing, as HDFS's does, is that exception")
    void sameExceptionTwice() {
        IOException gone = new IOException("the NameNode is gone");
        FileSystem failing = new FilterFileSystem(files) {
            @Override
            public FSDataOutputStream create(
                    Path path, FsPermission to, boolean over, int buffer, short copies, long block, Progressable p) {
                return new FSDataOutputStream(
                        new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                throw gone;
                            }

                            @Override
                            public void close() throws IOException {
                                throw gone;
                            }
                        },
                        null);
            }
        };
        Path path = new Path(dir.resolve("twice").toUri());
        assertThatThrownBy(() -> Storage.write(failing, path, out -> out.write(1)))
                .isSameAs(gone);
        assertThatThrownBy(() -> Storage.replace(failing, path, out -> out.write(1)))
                .isSameAs(gone);
    }

    @Test
    @DisplayName("what cannot be put in place nor be deleted is told with both")
    void failsTwice() {
        FileSystem failing = new FaultyFileSystem(
                files, (operation, path) -> operation == Operation.CREATE || operation == Operation.DELETE);
        assertThatThrownBy(() ->
                        Storage.replace(failing, new Path(dir.resolve("both").toUri()), out -> out.write(1)))
                .hasMessageContaining("died before CREATE")
                .satisfies(e ->
                        assertThat(e.getSuppressed()).singleElement().asString().contains("died before DELETE"));
    }

    @ParameterizedTest
    @CsvSource({"CREATE, optimizer.safetensors", "CREATE, metrics.jsonl", "RENAME, manifest.json"})
    @DisplayName(
            "C16 a crash before the commit: the previous checkpoint loads, the orphan is told and goes with the next one")
    void crashBeforeCommit(Operation operation, String name) throws IOException {
        store.save(Checkpoints.ofRound(2));
        CheckpointStore dying =
                dying((o, path) -> o == operation && path.getName().equals(name));
        assertThatThrownBy(() -> dying.save(Checkpoints.ofRound(4))).hasMessageContaining("died before");
        assertThat(store.rounds()).containsExactly(2);
        FoundCheckpoint found = store.newest(OnDamage.FAIL);
        assertThat(found.restored().orElseThrow().checkpoint()).isEqualTo(Checkpoints.ofRound(2));
        assertThat(found.damaged()).isEmpty();
        assertThat(found.skipped()).singleElement().asString().contains("round-000004 was not written to its end");
        assertThat(found.whereItGoesOn(new Path("run")))
                .matches("goes on after round 2, from \\S+round-000002; what was skipped stays until newer .*");
        store.save(Checkpoints.ofRound(3));
        store.prune(3);
        assertThat(Files.list(dir.resolve("checkpoints"))).hasSize(2);
        store.save(Checkpoints.ofRound(4));
        assertThat(store.rounds()).containsExactly(2, 3, 4);
    }

    @Test
    @DisplayName("C16 a crash in writing the first checkpoint: training begins anew, and says so")
    void crashInTheFirst() throws IOException {
        CheckpointStore dying = dying((o, path) -> path.getName().equals("metrics.jsonl"));
        assertThatThrownBy(() -> dying.save(Checkpoints.ofRound(4))).hasMessageContaining("died before");
        assertThat(store.isUsed()).isFalse();
        FoundCheckpoint found = store.newest(OnDamage.FAIL);
        assertThat(found.restored()).isEmpty();
        assertThat(found.skipped()).hasSize(1);
        assertThat(found.whereItGoesOn(new Path("run")))
                .startsWith("no checkpoint to go on from in run: training starts at its beginning; what was skipped");
    }

    @Test
    @DisplayName("C17 a checkpoint that has lost its manifest is skipped with a sentence, not swept away")
    void lostManifest() throws IOException {
        store.save(Checkpoints.ofRound(2));
        store.save(Checkpoints.ofRound(4));
        Files.delete(file(4, "manifest.json"));
        assertThat(store.isUsed()).isTrue();
        assertFallsBackToRound2(file(4, "manifest.json") + ": is missing");
        assertThat(file(4, "theta.safetensors")).exists();
        Files.delete(file(2, "manifest.json"));
        assertThat(store.isUsed()).isTrue();
        assertThatThrownBy(() -> store.newest(OnDamage.FALL_BACK))
                .hasMessageContaining("no checkpoint verifies")
                .hasMessageContaining("round-000002/manifest.json: is missing");
    }

    @Test
    @DisplayName("what somebody else has put beside a checkpoint without a manifest is not deleted")
    void somebodyElses() throws IOException {
        store.save(Checkpoints.ofRound(4));
        Files.delete(file(4, "manifest.json"));
        Files.writeString(file(4, "notes.txt"), "mine");
        store.save(Checkpoints.ofRound(6));
        store.prune(6);
        assertThat(file(4, "notes.txt")).exists();
    }

    @Test
    @DisplayName(
            "C16 a crash between the data and the manifest, or in replacing: unfinished, which is no lost manifest")
    void crashBetween() throws IOException {
        AtomicInteger manifests = new AtomicInteger();
        CheckpointStore dying = dying((o, path) ->
                o == Operation.CREATE && path.getName().startsWith("manifest") && manifests.incrementAndGet() == 2);
        assertThatThrownBy(() -> dying.save(Checkpoints.ofRound(2))).hasMessageContaining("died before");
        assertThat(file(2, "metrics.jsonl")).exists();
        assertThat(store.isUsed()).isFalse();

        store.save(Checkpoints.ofRound(2));
        CheckpointStore replacing =
                dying((o, path) -> o == Operation.DELETE && path.getName().equals("round-000002"));
        assertThatThrownBy(() -> replacing.save(Checkpoints.ofRound(2))).hasMessageContaining("died before");
        assertThat(store.isUsed()).isFalse();
        assertThat(store.newest(OnDamage.FAIL).skipped()).hasSize(1);
    }

    @Test
    @DisplayName("C16 a crash while an old checkpoint is deleted leaves no half one visible")
    void crashWhileDeleting() throws IOException {
        for (int round = 1; round <= 3; round++) {
            store.save(Checkpoints.ofRound(round));
        }
        CheckpointStore dying =
                dying((o, path) -> o == Operation.DELETE && path.getName().equals("round-000001"));
        dying.save(Checkpoints.ofRound(4));
        assertThatThrownBy(() -> dying.prune(4)).hasMessageContaining("died before");
        assertThat(store.rounds()).containsExactly(2, 3, 4);
        assertThat(store.newest(OnDamage.FAIL).skipped()).isEmpty();
        store.prune(4);
        assertThat(dir.resolve("checkpoints/round-000001")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"theta.safetensors", "optimizer.safetensors", "extra.safetensors", "metrics.jsonl"})
    @DisplayName("C17 any flipped byte of the data is a named error with both checksums, or the previous one loads")
    void flippedByte(String name) throws IOException {
        store.save(Checkpoints.ofRound(2));
        store.save(Checkpoints.ofRound(4));
        java.nio.file.Path file = file(4, name);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 41) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatThrownBy(() -> store.newest(OnDamage.FAIL))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(file + ": is damaged: expected " + whole.length + " bytes with CRC-32C ")
                    .hasMessageMatching(".*CRC-32C [0-9a-f]{8}, found .* CRC-32C [0-9a-f]{8}");
            assertFallsBackToRound2(file.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"theta.safetensors", "optimizer.safetensors", "metrics.jsonl", "manifest.json"})
    @DisplayName("C17 a truncated file, or one that is gone, is a named error, or the previous one loads")
    void truncated(String name) throws IOException {
        store.save(Checkpoints.ofRound(2));
        store.save(Checkpoints.ofRound(4));
        java.nio.file.Path file = file(4, name);
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 1, whole.length / 2, whole.length - 3)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> store.newest(OnDamage.FAIL)).hasMessageContaining(file.toString());
            assertFallsBackToRound2(file.toString());
        }
        Files.delete(file);
        assertThatThrownBy(() -> store.newest(OnDamage.FAIL)).hasMessageContaining(file + ": is missing");
        assertFallsBackToRound2(file.toString());
    }

    @Test
    @DisplayName("C17 a flipped byte of the manifest never changes what is read")
    void flippedManifest() throws IOException {
        store.save(Checkpoints.ofRound(4));
        java.nio.file.Path file = file(4, "manifest.json");
        byte[] whole = Files.readAllBytes(file);
        List<Integer> unnoticed = new ArrayList<>();
        for (int at = 0; at < whole.length; at += 5) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            try {
                if (!store.newest(OnDamage.FAIL)
                        .restored()
                        .orElseThrow()
                        .checkpoint()
                        .equals(Checkpoints.ofRound(4))) {
                    unnoticed.add(at);
                }
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("manifest.json");
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"round\" : 4 -> \"round\" : -4",
                "\"round\" : 4 -> \"round\" : \"four\"",
                "\"round\" : 4 -> \"round\" : null",
                "\"round\" : 4 -> \"round\" : 4e99",
                "\"formatVersion\" : 4 -> \"formatVersion\" : \"four\"",
                "\"theta.safetensors\" : -> \"../round-000002/theta.safetensors\" :",
                "\"theta.safetensors\" : -> \"/etc/hostname\" :",
                "\"bytes\" : -> \"bytes\" : -",
                "\"dataDigest\" : -> \"dataDigest\" : [ 1 ], \"more\" :"
            })
    @DisplayName("C17 a manifest that is whole and wrong is skipped with a sentence, and names no file elsewhere")
    void wrongManifest(String change) throws IOException {
        store.save(Checkpoints.ofRound(2));
        store.save(Checkpoints.ofRound(4));
        java.nio.file.Path file = file(4, "manifest.json");
        String[] sides = change.split(" -> ");
        String open = Files.readString(file).replaceFirst("\"check\" : \"\\w+\"", "\"check\" : \"\"");
        assertThat(open).contains(sides[0]);
        byte[] wrong = open.replace(sides[0], sides[1]).getBytes(StandardCharsets.UTF_8);
        Files.write(file, SelfCheck.sealed(wrong));
        assertFallsBackToRound2(file.toString());
        assertThat(store.newest(OnDamage.FALL_BACK).damaged())
                .singleElement()
                .asString()
                .doesNotContainPattern("\\b(java|io|com)\\.[a-z]+\\.|Exception");
    }

    @Test
    @DisplayName("C17 where none verifies, training does not begin anew as if there were none")
    void allDamaged() throws IOException {
        for (int round : List.of(2, 4)) {
            store.save(Checkpoints.ofRound(round));
            Files.write(file(round, "theta.safetensors"), new byte[] {1});
        }
        assertThatThrownBy(() -> store.newest(OnDamage.FALL_BACK))
                .hasMessageContaining("no checkpoint verifies")
                .hasMessageContaining("round-000002")
                .hasMessageContaining("round-000004");
    }

    @Test
    @DisplayName("U09 a checkpoint of another format version is refused with both versions, not skipped")
    void otherVersion() throws IOException {
        store.save(Checkpoints.ofRound(2));
        store.save(Checkpoints.ofRound(4));
        java.nio.file.Path file = file(4, "manifest.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"formatVersion\" : 4", "\"formatVersion\" : 5"));
        for (OnDamage policy : OnDamage.values()) {
            assertThatThrownBy(() -> store.newest(policy))
                    .hasMessageContaining(file + ": is a checkpoint of format version 5, this program reads version 4");
        }
    }

    @Test
    @DisplayName("other data, other parameters and another precision are refused too")
    void anotherModelIsRefused() {
        Checkpoint checkpoint = Checkpoints.ofRound(4);
        checkpoint.demandData(checkpoint.dataDigest());
        checkpoint.demandModel(checkpoint.layout(), Precision.FLOAT32);
        ParamLayout other =
                ParamLayout.builder().add("other", checkpoint.layout().size()).build();
        assertThatThrownBy(() -> checkpoint.demandData("feed"))
                .isInstanceOf(ConfigMismatchException.class)
                .hasMessageContaining("other data");
        assertThatThrownBy(() -> checkpoint.demandModel(other, Precision.FLOAT32))
                .isInstanceOf(ConfigMismatchException.class)
                .hasMessageContaining("another model");
        assertThatThrownBy(() -> checkpoint.demandModel(checkpoint.layout(), Precision.FLOAT64))
                .hasMessageContaining("FLOAT64");
    }

    private void assertFallsBackToRound2(String named) throws IOException {
        FoundCheckpoint found = store.newest(OnDamage.FALL_BACK);
        assertThat(found.restored().orElseThrow().checkpoint()).isEqualTo(Checkpoints.ofRound(2));
        assertThat(found.damaged()).singleElement().asString().contains(named);
    }

    private CheckpointStore dying(BiPredicate<Operation, Path> when) {
        return new CheckpointStore(
                new FaultyFileSystem(files, when), new Path(new Path(dir.toUri()), "checkpoints"), 3);
    }

    private java.nio.file.Path file(int round, String name) {
        return dir.resolve(String.format("checkpoints/round-%06d", round)).resolve(name);
    }
}
