package io.tacit.benchmarks.quality;

import io.tacit.benchmarks.machine.Processor;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/quality}: test nats against seconds, of this build, of another one and of programs in PyTorch. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the flights with this build and, where given, with another one and with programs in PyTorch, one after the other, and scores"
                    + " all on the same records: nats against seconds as tables, CSV and a picture, and what was aimed at.",
            "The machine should have nothing else to do: quick takes 4 minutes, full 20 with all of them."
        },
        footer = {
            "",
            "All curves are in nats of a test record in the standardised columns (those in units of the data differ by a constant), of the product's"
                    + " own split and standardisation. Builds run in processes of their own, through ./tacit train with embedded Spark, each with its own"
                    + " examples/flights/flights.conf; their parameters are scored after the training, with the exact trace to 1e-5.",
            "  seconds of training  sum of the rounds' times in that process, class loading and compilation included; no evaluations, no checkpoints",
            "  from the start       wall clock since the process was started: with the virtual machine, Spark and reading the data"
        })
public final class Quality implements Callable<Integer> {

    @Option(
            names = "--against",
            paramLabel = "DIR",
            description = "Another build: a clone, which is built where it is not.")
    private Optional<Path> against = Optional.empty();

    @Option(
            names = "--against-name",
            defaultValue = "before",
            description = "What it is called. Default: ${DEFAULT-VALUE}.")
    private String againstName = "";

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            description =
                    "Folder of flights_torch.py and flow_matching_torch.py, which run with $$PYTHON (default: python3) where it has torch,"
                            + " numpy and, for the second, torchdiffeq.")
    private Optional<Path> peers = Optional.empty();

    @Option(
            names = "--form",
            defaultValue = "full",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.FULL;

    @Option(
            names = "--nats",
            defaultValue = "3.46",
            description = "Time to so many is told. Default: ${DEFAULT-VALUE}.")
    private double nats;

    @Option(names = "--csv", paramLabel = "FILE", description = "Where the curves go as CSV.")
    private Optional<Path> csv = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "Where the curves go as a picture, SVG.")
    private Optional<Path> plot = Optional.empty();

    @Option(
            names = "--work",
            paramLabel = "DIR",
            defaultValue = "benchmarks/target/quality",
            description = "Folder for a folder of this run, with records, runs and logs. Default: ${DEFAULT-VALUE}.")
    private Path work = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Quality())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    line.getErr().println("quality: " + problem.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("io.tacit.home", ".")).toAbsolutePath();
        List<Build> builds = new ArrayList<>(List.of(new Build("today", home)));
        against.ifPresent(other -> builds.add(new Build(againstName, other.toAbsolutePath())));
        for (Build build : builds) {
            build.demandComplete();
        }
        peers.filter(folder -> !Files.isDirectory(folder)).ifPresent(folder -> {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--peers: expected a folder of programs in PyTorch, got " + folder);
        });
        Path place = Files.createTempDirectory(Files.createDirectories(work.toAbsolutePath()), "run");
        for (Build build : builds) {
            build.build(place.resolve(build.name() + "-build.log"));
        }
        say("runs and logs are in " + place);
        measure(builds, place);
        return CommandLine.ExitCode.OK;
    }

    private void measure(List<Build> builds, Path place) throws IOException, InterruptedException {
        Build today = builds.get(0);
        Prepared data = prepared(today);
        Peers.Data files = new Peers.Data(place.resolve("training.csv"), place.resolve("test.csv"));
        Prepared.write(data.training(), files.training());
        Prepared.write(data.test(), files.test());
        Sitting sitting = new Sitting(data, form, place, this::say);
        List<Target> targets = new ArrayList<>();
        Courses ours = sitting.ours(today);
        List<Course> courses = new ArrayList<>(ours.list());
        if (builds.size() > 1) {
            Courses theirs = sitting.theirs(builds.get(1));
            courses.addAll(theirs.list());
            for (Clock clock : Clock.values()) {
                targets.add(Target.shorter(ours, theirs, nats, clock));
            }
            targets.add(Sitting.equalTime(ours, theirs));
            targets.add(Target.asCheap(ours, theirs));
        }
        if (form == Form.FULL) {
            say("two plain processes against one ...");
            double ceiling = Plain.ceiling(today, files.training(), place);
            Course one = sitting.one(today);
            Courses two = sitting.two(today, ours.list().get(0));
            courses.add(one);
            courses.addAll(two.list().subList(1, two.list().size()));
            targets.add(Target.inParallel(one, two, ceiling));
        }
        if (peers.isPresent()) {
            String python = Optional.ofNullable(System.getenv("PYTHON")).orElse("python3");
            courses.addAll(sitting.peers(new Peers(python, peers.get().toAbsolutePath(), files, place)));
        }
        report(courses, targets, data);
    }

    /** By the configuration of the build, whose paths are those of its clone. */
    private static Prepared prepared(Build build) throws IOException {
        Path file = build.home().resolve(Build.CONFIGURATION);
        RunConfig config = ConfigLoader.load(
                        file,
                        Map.of(
                                "--data",
                                build.home()
                                        .resolve("examples/flights/flights.parquet")
                                        .toString()),
                        ColumnNames.UNKNOWN)
                .config();
        try (SparkSession spark = SparkSession.builder()
                .master(Sitting.BOTH)
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            return Prepared.of(spark, config);
        }
    }

    private void report(List<Course> courses, List<Target> targets, Prepared data) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s, %d cores, Java %s; the first %,d of %,d test records, nats in the standardised columns%n%n",
                Processor.name(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version"),
                Math.min(form.records(), data.test().count()),
                data.test().count());
        out.println(Tables.curves(courses));
        out.println(Tables.ends(courses));
        out.println(Tables.targets(targets));
        out.flush();
        if (csv.isPresent()) {
            Files.writeString(csv.get(), Tables.csv(courses));
        }
        if (plot.isPresent()) {
            Files.writeString(plot.get(), Picture.svg(courses, nats));
        }
    }

    private void say(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }
}
