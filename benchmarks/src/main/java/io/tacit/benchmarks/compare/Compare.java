package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/compare}: our training step and PyTorch's, launched in turn. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs our FFJORD training step and PyTorch's in turn (A B A B) and prints times, evaluations and ratios with targets.",
            "Peers run with $PYTHON (default: python3), which must import torch and torchdiffeq; without them only ours run."
        },
        footer = {
            "",
            "The ratio to autograd has three parts, which are reported with it:",
            "  algorithm  autograd's time over that of plain PyTorch with fixed steps, forward-mode divergence and a discrete adjoint",
            "  BLAS       peak of our matrix products over peak of PyTorch's",
            "  engine     the rest of the like-for-like ratio",
            "and is their product over the cost of adapting the step."
        })
public final class Compare implements Callable<Integer> {

    @Option(names = "--peers", paramLabel = "DIR", description = "Folder of ffjord_torch.py and ffjord_torch_fixed.py.")
    private Path peers = Path.of(".");

    @Option(
            names = "--row",
            paramLabel = "D,H,L,B",
            split = ";",
            converter = RowConverter.class,
            description = "dim,hidden,layers,batch; may be repeated. Default: the four rows that have targets.")
    private List<Row> rows = Row.standard();

    @Option(names = "--threads", split = ",", description = "Default: 1,2.")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--steps", defaultValue = "10", description = "Timed steps of a launch. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Launches of each program. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--warmup-seconds", defaultValue = "20", description = "Of ours. Default: ${DEFAULT-VALUE}.")
    private double warmUpSeconds;

    @Option(names = "--only", split = ",", description = "Programs: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Contender> only = List.of(Contender.values());

    @Option(
            names = "--limits",
            description = "Measures the limits that have no peer, too: memory, small problems, start.")
    private boolean limits;

    @Option(
            names = "--accuracy",
            paramLabel = "SCRIPT",
            description =
                    "Sets gradients of both sides against float64, PyTorch's by this script: benchmarks/gradient_torch.py.")
    private Optional<Path> accuracy = Optional.empty();

    @Option(names = "--append", paramLabel = "FILE", description = "Appends the tables to this Markdown file.")
    private Optional<Path> append = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Reads a row. */
    static final class RowConverter implements CommandLine.ITypeConverter<Row> {
        @Override
        public Row convert(String text) {
            return Row.parse(text);
        }
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Compare()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Programs programs =
                new Programs(Optional.ofNullable(System.getenv("PYTHON")).orElse("python3"), peers);
        List<Contender> contenders = contenders(programs);
        List<Comparison> comparisons = new ArrayList<>();
        for (Row row : rows) {
            for (int t : threads) {
                comparisons.add(new Comparison(row, t, sitting(programs, contenders, row, t)));
            }
        }
        String text = Report.head(LocalDate.now().toString(), command(), comparisons)
                + Report.times(comparisons)
                + Report.ratios(comparisons)
                + (accuracy.isPresent() ? Accuracy.table(programs, rows, accuracy.get()) : "")
                + (limits ? Limits.table(programs, rounds) : "");
        out.println(text);
        out.flush();
        if (append.isPresent()) {
            Files.writeString(append.get(), text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Contender> contenders(Programs programs) throws InterruptedException {
        Optional<String> obstacle = programs.obstacle();
        obstacle.ifPresent(o -> say("no peers: " + o));
        return only.stream().filter(c -> !c.peer() || obstacle.isEmpty()).toList();
    }

    /** All programs in turn, again and again. One that fails is left out and named. */
    private Map<Contender, Result> sitting(Programs programs, List<Contender> contenders, Row row, int threadCount)
            throws InterruptedException {
        Map<Contender, List<JsonNode>> launches = new EnumMap<>(Contender.class);
        List<String> options = new ArrayList<>(row.options());
        options.addAll(List.of("--threads", "" + threadCount, "--steps", "" + steps));
        List<String> warmUp = List.of("--warmup-seconds", "" + warmUpSeconds);
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                try {
                    JsonNode line = programs.run(contender, options, contender.peer() ? List.of() : warmUp);
                    launches.computeIfAbsent(contender, c -> new ArrayList<>()).add(line);
                    say("%s, %d threads, %s: %s ms"
                            .formatted(
                                    row,
                                    threadCount,
                                    contender.title(),
                                    line.path("ms_per_step").asText()));
                } catch (IOException e) {
                    say("%s, %d threads, %s failed: %s".formatted(row, threadCount, contender.title(), e.getMessage()));
                }
            }
        }
        Map<Contender, Result> results = new EnumMap<>(Contender.class);
        launches.forEach((contender, lines) -> results.put(contender, new Result(lines)));
        return results;
    }

    /** Without folders, which say nothing to others. */
    private String command() {
        List<String> words = new ArrayList<>(List.of("benchmarks/compare", "--peers DIR"));
        if (!rows.equals(Row.standard())) {
            rows.forEach(r -> words.add("--row " + r.toString().replace(" ", "")));
        }
        words.add("--threads " + threads.toString().replaceAll("[\\[\\] ]", ""));
        words.add("--steps " + steps + " --rounds " + rounds);
        accuracy.ifPresent(a -> words.add("--accuracy benchmarks/" + a.getFileName()));
        if (limits) {
            words.add("--limits");
        }
        return String.join(" ", words);
    }

    private void say(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
    }
}
