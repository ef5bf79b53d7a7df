package io.tacit.spark.failure;

import io.tacit.spark.failure.Explanation.Blame;
import io.tacit.spark.failure.Link.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of what goes wrong outside of this program: exceptions by name and message, and what a person is told. The
 * first row that fits counts.
 */
final class Kinds {
    /** Exceptions whose messages speak of the program's own variables. */
    static final Set<String> SLIPS = Set.of(
            "NullPointerException",
            "ClassCastException",
            "ArrayIndexOutOfBoundsException",
            "StringIndexOutOfBoundsException",
            "IndexOutOfBoundsException",
            "NegativeArraySizeException",
            "ArrayStoreException",
            "ConcurrentModificationException",
            "NoSuchElementException",
            "ArithmeticException",
            "MatchError",
            "AssertionError");

    /** Exceptions of libraries whose messages name their own classes and settings. */
    private static final Pattern TALK = Pattern.compile(
            "Json.*Exception|Stream(Read|Constraints)Exception|(MismatchedInput|InvalidFormat|InvalidDefinition|UnrecognizedProperty|ValueInstantiation|InputCoercion)Exception|DateTimeParseException");

    private static final String ANY = ".*";

    /** As Spark says that a Parquet file has not the types of the table. */
    private static final String MISMATCH =
            "while reading file (?:file:/*(?=/))?(\\S.*?)\\. Data type mismatches when reading Parquet column \\[(.*?)]\\. Expected"
                    + " Spark type (.*?), actual Parquet type ([^\\n]*?)\\.";

    private static final List<Row> TABLE = List.of(
            failed(
                    "OutOfMemoryError",
                    ".*direct buffer memory.*",
                    m ->
                            "the memory beside the heap is used up; give more with -XX:MaxDirectMemorySize, or make batches smaller"),
            failed(
                    "OutOfMemoryError",
                    ".*native thread.*",
                    m -> "the system allows no further thread or process; end others, or raise the limit (ulimit -u)"),
            onExecutor(
                    "OutOfMemoryError",
                    "the heap of an executor is used up; give more with --conf spark.executor.memory=..., or choose a"
                            + " smaller model, smaller batches, more workers of fewer records each, or fewer cores an"
                            + " executor"),
            failed(
                    "OutOfMemoryError",
                    ANY,
                    m -> "the heap of " + HeapOptions.text(heap()) + " is used up; give more with "
                            + HeapOptions.driver(2 * heap())
                            + ", or choose a smaller model, smaller batches, fewer workers at once, or more workers of fewer"
                            + " records each"),
            failed(
                    "StackOverflowError",
                    ANY,
                    m -> "something is nested too deeply: more than the stack of a thread holds; flatten it, or give a"
                            + " larger stack with -Xss"),
            failed(
                    ANY,
                    ".*(No space left on device|Disk quota exceeded|not enough space|DSQuotaExceeded|NSQuotaExceeded).*",
                    m -> "the disk is full (" + brief(m) + "); free space there, or choose another place: --output, and"
                            + " --conf spark.local.dir for what Spark keeps meanwhile"),
            failed(
                    "AccessDeniedException|AccessControlException|.*",
                    ".*(Permission denied|permission denied|Access is denied|AccessDenied).*",
                    m -> "no permission: " + brief(m)
                            + "; make it readable and writable for you, or choose another place"),
            failed(
                    "AccessDeniedException|AccessControlException",
                    ANY,
                    m -> "no permission: " + brief(m)
                            + "; make it readable and writable for you, or choose another place"),
            failed(
                    ANY,
                    ".*Read-only file system.*",
                    m -> "nothing can be written there: " + brief(m) + "; choose another place"),
            failed(
                    ANY,
                    ".*File too large.*",
                    m -> "a file would be larger than it may be (" + brief(m)
                            + "); raise the limit (ulimit -f), or choose" + " another file system"),
            failed(ANY, ".*(Too many open files).*", m -> "too many files are open; raise the limit (ulimit -n)"),
            failed(ANY, ".*File name too long.*", m -> "a name is too long for the file system: " + brief(m)),
            refused(
                    ".*(AlreadyExists|Analysis)Exception",
                    "(?i).*already exists.*",
                    m -> "it is there already: " + brief(m) + "; choose another place, or use --overwrite"),
            refused(
                    "NotDirectoryException|ParentNotDirectoryException|.*",
                    ".*([Nn]ot a directory|exists and is not a directory|is not a directory).*",
                    m -> "a directory was expected and a file is there: " + brief(m)),
            refused(
                    ANY,
                    ".*([Ii]s a directory|path is a directory).*",
                    m -> "a file was expected and a directory is there: " + brief(m)),
            failed(
                    "FileNotFoundException|NoSuchFileException|InvalidInputException|.*AnalysisException",
                    "(?i).*(does not exist|no such file|not found).*",
                    m -> "a file or directory is not there: " + brief(m)),
            failed("FileNotFoundException|NoSuchFileException", ANY, m -> "no such file or directory: " + brief(m)),
            failed(
                    ANY,
                    ".*(is not a Parquet file|corrupted file|not a parquet file|Could not read footer|CANNOT_READ_FILE_FOOTER|corrupt footer).*",
                    m -> "a file cannot be read as Parquet: it is cut short, damaged or something else (" + brief(m)
                            + "); replace it or leave it out"),
            refused(ANY, ".*" + MISMATCH + ".*", Kinds::mismatch),
            failed(
                    "Parquet.*Exception|.*DecodingException",
                    ANY,
                    m -> "a Parquet file is damaged or written in a way that cannot be read (" + brief(m)
                            + "); write it anew"),
            failed(
                    ".*AnalysisException",
                    "(?i).*unable to infer schema.*",
                    m -> "there is nothing to read: no file of that format, or only empty ones (" + brief(m) + ")"),
            failed(
                    "ZipException|.*EOFException|ZStd.*|.*",
                    ".*(Not in GZIP format|Unexpected end of (ZLIB|input) stream|invalid block type|incorrect (data|header) check|crc mismatch).*",
                    m -> "a compressed file is cut short or damaged (" + brief(m) + "); replace it"),
            failed("EOFException", ANY, m -> "a file or connection ended too early" + detail(m)),
            failed("ChecksumException", ANY, m -> "a file is damaged: " + brief(m)),
            refused(
                    ANY,
                    ".*(Could not parse Master URL|Asked to run locally with).*",
                    m -> "that is no address of a Spark master: " + brief(m)
                            + "; expected local[N], local[*], spark://HOST:PORT, yarn or k8s://URL (--master)"),
            failed(
                    ANY,
                    "(?s).*(All masters are unresponsive|Cannot call methods on a stopped SparkContext|Trying to putInternal|LiveListenerBus is stopped).*",
                    m ->
                            "Spark gave up: its master cannot be reached, has thrown this application out, or the session was"
                                    + " stopped; see that the master of --master runs and can be reached from here"),
            failed(ANY, ".*Initial job has not accepted any resources.*", m -> "the cluster has no free executors"),
            failed(
                    ANY,
                    "(?s).*(ExecutorLostFailure|Executor heartbeat timed out|exited caused by one of the running tasks|OOMKilled|exitCode 137|exit code 137).*",
                    m -> "an executor was lost again and again while it worked; often it has too little memory: raise"
                            + " spark.executor.memory or spark.executor.memoryOverhead, and look into its log"),
            refused(
                    "UnsupportedFileSystemException|IOException",
                    ".*No FileSystem for scheme.*",
                    m -> "this installation cannot read such addresses: " + brief(m)
                            + "; the library for that storage has to be on Spark's class path (--packages)"),
            refused(
                    "URISyntaxException|IllegalArgumentException",
                    "(?i).*(in scheme name|relative path in absolute uri|illegal character in|expected (authority|scheme)|from an empty string|invalid uri).*",
                    m -> "that is no path and no address: " + brief(m)
                            + "; where a name has a colon, what stands before it is taken for a scheme: rename it"),
            refused("InvalidPathException", ANY, m -> "that is no path: " + brief(m)),
            refused(
                    "NumberFormatException|SparkIllegalArgumentException|IllegalArgumentException|SparkException",
                    ".*(spark\\.[a-zA-Z.]+[a-zA-Z].*(should be|must be|was|is invalid|cannot)|Time must be specified|Size must be specified|Invalid (byte|time) string).*",
                    m -> "a setting of Spark has a value that it does not take: " + brief(m)),
            failed(
                    "UnknownHostException|UnresolvedAddressException",
                    ANY,
                    m -> "no such host: " + brief(m) + "; see that the name is right and can be resolved from here"),
            failed(
                    "ConnectException|NoRouteToHostException|SocketTimeoutException|ConnectTimeoutException|HttpHostConnectException|.*ConnectException",
                    ANY,
                    m -> "no connection: " + brief(m) + "; see that the other side runs and can be reached from here"),
            failed(
                    "BindException",
                    ANY,
                    m -> "no port could be opened: " + brief(m)
                            + "; see spark.driver.bindAddress and spark.driver.port"),
            failed(
                    "KryoException|NotSerializableException|InvalidClassException|StreamCorruptedException",
                    ANY,
                    m -> "what processes send each other could not be written or read" + detail(m)
                            + "; see that driver and executors run the same version of this program and of Spark"),
            failed(
                    "ClassNotFoundException",
                    "Class not found", // as Hadoop says it of what an address or a setting needs
                    m ->
                            "a library is missing that such an address or setting needs; put it on Spark's class path (with"
                                    + " spark-submit: --packages; s3a:// needs hadoop-aws)"),
            failed(
                    "NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|NoSuchFieldError|UnsupportedClassVersionError|IncompatibleClassChangeError|AbstractMethodError",
                    ANY,
                    m ->
                            "a library is missing, or another version than this program was built with is in its place; see"
                                    + " that Spark is the version that docs/cluster.md names"),
            failed(
                    "UnsatisfiedLinkError|ExceptionInInitializerError",
                    ANY,
                    m -> "a native library cannot be loaded" + detail(m.replaceFirst(" in java\\.library\\.path.*", ""))
                            + "; this program needs Linux on x86-64 and a temporary directory that has room and from"
                            + " which programs may be loaded (not mounted noexec); another one with"
                            + " -Djava.io.tmpdir=DIRECTORY"),
            failed("TimeoutException", ANY, m -> "no answer came in time" + detail(m)),
            failed(
                    "InterruptedException|ClosedByInterruptException|InterruptedIOException",
                    ANY,
                    m -> "it was interrupted"));

    private Kinds() {}

    /** Whether a message is worth nothing to people. */
    static boolean isShopTalk(Link link) {
        return link.message().isBlank()
                || SLIPS.contains(link.type())
                || TALK.matcher(link.type()).matches();
    }

    /** What a person is told, and whose mistake it is. */
    record Told(String sentence, Blame blame) {}

    private record Row(
            Pattern type, Pattern message, Set<Place> places, Blame blame, Function<String, String> sentence) {
        boolean fits(Link link) {
            return places.contains(link.place())
                    && type.matcher(link.type()).matches()
                    && message.matcher(link.message()).matches();
        }
    }

    static Optional<Told> told(Link link) {
        return link.isOurs()
                ? Optional.empty()
                : TABLE.stream()
                        .filter(row -> row.fits(link))
                        .findFirst()
                        .map(row -> new Told(row.sentence.apply(link.message()), row.blame));
    }

    private static Row failed(String type, String message, Function<String, String> sentence) {
        return row(type, message, Blame.EXECUTION, sentence);
    }

    private static Row refused(String type, String message, Function<String, String> sentence) {
        return row(type, message, Blame.REQUEST, sentence);
    }

    private static Row onExecutor(String type, String sentence) {
        return new Row(
                Pattern.compile(type),
                Pattern.compile(ANY, Pattern.DOTALL),
                Set.of(Place.EXECUTOR),
                Blame.EXECUTION,
                message -> sentence);
    }

    private static Row row(String type, String message, Blame blame, Function<String, String> sentence) {
        return new Row(
                Pattern.compile(type),
                Pattern.compile(message, Pattern.DOTALL),
                Set.of(Place.values()),
                blame,
                sentence);
    }

    private static String mismatch(String message) {
        Matcher said = Pattern.compile(MISMATCH).matcher(message);
        return said.find()
                ? "files of one table need the same types: column '"
                        + said.group(2).replace(", list, element", "").replace(", ", ".") + "' is "
                        + said.group(3).toLowerCase(Locale.ROOT) + " in the first file, but "
                        + said.group(4).toLowerCase(Locale.ROOT) + " in " + said.group(1)
                        + "; write it with one type, leave it out with --columns, or name the files that belong together"
                : brief(message);
    }

    private static String brief(String message) {
        return PlainText.firstLine(message).replaceFirst("[.;]$", "");
    }

    private static String detail(String message) {
        return message.isBlank() ? "" : " (" + brief(message) + ")";
    }

    private static long heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
