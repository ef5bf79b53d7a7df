package io.tacit.spark.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.failure.Explanation.Blame;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    /** As an executor's exception arrives at the driver. */
    private static final String STAGE =
            "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most recent"
                    + " failure: Lost task 0.3 in stage 1.0 (TID 7) (10.0.0.3 executor 1): ";

    private static final String FRAMES =
            "\n\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)\n\tat org.apache.spark.X.f(X.scala:3)\n"
                    + "\nDriver stacktrace:";

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), "TACIT_JAVA_OPTS=-Xmx", Blame.EXECUTION),
                Arguments.of(new StackOverflowError(), "nested too deeply", Blame.EXECUTION),
                Arguments.of(
                        new UncheckedIOException(new IOException("No space left on device")),
                        "the disk is full",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(STAGE + "java.io.IOException: No space left on device" + FRAMES),
                        "the disk is full",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(STAGE + "java.lang.OutOfMemoryError: Java heap space" + FRAMES),
                        "the heap of an executor is used up; give more with --conf spark.executor.memory",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(STAGE.replace("executor 1", "executor driver")
                                + "java.lang.OutOfMemoryError: Java heap space" + FRAMES),
                        "TACIT_JAVA_OPTS=-Xmx",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(STAGE + "ExecutorLostFailure (executor 1 exited caused by one of the running"
                                + " tasks) Reason: Command exited with code 52"),
                        "too little memory",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(STAGE + "ExecutorLostFailure (executor 1 exited caused by one of the running"
                                + " tasks) Reason: Command exited with code 137"),
                        "an executor was lost",
                        Blame.EXECUTION),
                Arguments.of(
                        new SparkException(
                                "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file file:/a/b.parquet."
                                        + " SQLSTATE: KD001",
                                new RuntimeException("file:/a/b.parquet is not a Parquet file. Expected magic number")),
                        "a file cannot be read as Parquet",
                        Blame.EXECUTION),
                Arguments.of(new AccessDeniedException("/root/x"), "no permission: /root/x", Blame.EXECUTION),
                Arguments.of(
                        new AccessControlException("Permission denied: user=me, inode=\"/x\""),
                        "no permission",
                        Blame.EXECUTION),
                Arguments.of(new FileNotFoundException("/x (Permission denied)"), "no permission", Blame.EXECUTION),
                Arguments.of(new FileNotFoundException("/x (Is a directory)"), "a directory is there", Blame.REQUEST),
                Arguments.of(
                        new ParentNotDirectoryException("Parent path is not a directory: file:/a"),
                        "a file is there",
                        Blame.REQUEST),
                Arguments.of(
                        new FileAlreadyExistsException("Destination exists and is not a directory: /a"),
                        "a file is there",
                        Blame.REQUEST),
                Arguments.of(new NoSuchFileException("/nowhere"), "no such file or directory", Blame.EXECUTION),
                Arguments.of(new InvalidPathException("a\0b", "Nul character not allowed"), "no path", Blame.REQUEST),
                Arguments.of(
                        new UnsupportedFileSystemException("No FileSystem for scheme \"s4\""),
                        "cannot read such addresses",
                        Blame.REQUEST),
                Arguments.of(
                        new SparkException("Could not parse Master URL: 'lokal'"),
                        "no address of a Spark master",
                        Blame.REQUEST),
                Arguments.of(
                        new IllegalStateException("Cannot call methods on a stopped SparkContext.\nThis stopped ..."),
                        "its master cannot be reached",
                        Blame.EXECUTION),
                Arguments.of(new IOException("File too large"), "ulimit -f", Blame.EXECUTION),
                Arguments.of(new UnknownHostException("nowhere.example"), "no such host", Blame.EXECUTION),
                Arguments.of(new ConnectException("Connection refused"), "no connection", Blame.EXECUTION),
                Arguments.of(new EOFException(), "ended too early", Blame.EXECUTION),
                Arguments.of(
                        new com.esotericsoftware.kryo.KryoException(
                                "java.lang.IllegalArgumentException: Class is not registered: a.b.C"),
                        "same version",
                        Blame.EXECUTION),
                Arguments.of(
                        new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found"),
                        "--packages",
                        Blame.EXECUTION),
                Arguments.of(
                        new RuntimeException("corrupted file: the footer index is not within the file: -15"),
                        "a file cannot be read as Parquet",
                        Blame.EXECUTION),
                Arguments.of(
                        new NoClassDefFoundError("org/apache/spark/ml/Model"), "a library is missing", Blame.EXECUTION),
                Arguments.of(
                        new NullPointerException("Cannot invoke \"String.length()\""), "should not", Blame.EXECUTION),
                Arguments.of(new ClassCastException("class java.lang.Integer"), "should not", Blame.EXECUTION));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("Each kind has its sentence, alone and wrapped in what only passes it on, and never a name of Java's")
    void kinds(Throwable failure, String sentence, Blame blame) {
        for (Throwable thrown : Stream.of(
                        failure,
                        new ExecutionException(failure),
                        new RuntimeException(new ExecutionException(failure)),
                        new SparkException("Task failed while writing rows.", failure))
                .map(ExplanationTest::foreign)
                .toList()) {
            Explanation explanation = Explanation.of(thrown);
            assertThat(explanation.text())
                    .contains(sentence)
                    .doesNotContainPattern("\\b(java|javax|org|com|scala)\\.[a-z]")
                    .doesNotContainPattern("\\b[A-Z]\\w+(Exception|Error)\\b")
                    .doesNotContain("\tat ", "SQLSTATE", "stage failure");
            assertThat(explanation.blame()).isEqualTo(blame);
        }
    }

    /** As if libraries had thrown it: what this program throws it words itself. */
    private static Throwable foreign(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            at.setStackTrace(new StackTraceElement[] {new StackTraceElement("java.io.Some", "call", "Some.java", 1)});
        }
        return thrown;
    }

    @Test
    @DisplayName("What this program says comes first, then the cause; a cause that is said already is not said again")
    void ours() {
        Throwable full = new UncheckedIOException(
                "the model cannot be written", (IOException) foreign(new IOException("No space left on device")));
        assertThat(Explanation.of(full).text())
                .startsWith("the model cannot be written" + System.lineSeparator() + "  because the disk is full");
        Throwable said = new IllegalStateException("a: b", new IllegalStateException("b"));
        assertThat(Explanation.of(said).text()).isEqualTo("a: b");
    }

    @Test
    @DisplayName("A chain that is its own cause ends")
    void circle() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        assertThat(Explanation.of(one).text()).isNotEmpty();
    }

    @Test
    void bytes() {
        assertThat(HeapOptions.text(512)).isEqualTo("512 bytes");
        assertThat(HeapOptions.text(3L << 30)).isEqualTo("3.0 GiB");
        assertThat(HeapOptions.driver((5L << 30) + 1)).isEqualTo("TACIT_JAVA_OPTS=-Xmx6g");
    }
}
