package io.tacit.spark.cli;

import io.tacit.spark.config.Problem;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.metrics.StandardStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The program: {@code tacit train|evaluate|score|sample|inspect}. */
public final class Tacit {
    private static final OptionSpec VERBOSE = OptionSpec.builder(Failures.VERBOSE)
            .type(boolean.class)
            .description("Show stack traces with errors.")
            .build();

    private final Supplier<Operations> operations;
    private final PrintWriter out;
    private final PrintWriter err;

    @Command(
            name = "tacit",
            description = "Trains continuous normalizing flows on Apache Spark and uses them.",
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root {}

    /** The operations are made when a command needs them: help should not wait for Spark's classes. */
    Tacit(Supplier<Operations> operations, PrintWriter out, PrintWriter err) {
        this.operations = operations;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(StandardStream.OUT.stream(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(StandardStream.ERR.stream(), true, StandardCharsets.UTF_8);
        if (!Arrays.asList(arguments).contains(Failures.VERBOSE)) {
            Silence.ofPrints();
        }
        int code = printed(new Tacit(Tacit::operations, out, err).run(arguments), err);
        if (code != ExitCode.OK.code() || !isContainerOfYarn()) {
            System.exit(code);
        }
    }

    /** A result that did not reach the file it was sent to is a failure. */
    private static int printed(int code, PrintWriter err) {
        Optional<String> lost = StandardStream.OUT.lost();
        lost.ifPresent(
                why -> err.println("tacit: what was to be printed could not be written to standard output: " + why));
        return lost.isPresent() && code == ExitCode.OK.code() ? ExitCode.FAILURE.code() : code;
    }

    /** In cluster mode YARN takes a driver that exits by itself for a failed one, whatever the code. */
    private static boolean isContainerOfYarn() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    private static Operations operations() {
        return ServiceLoader.load(Operations.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no implementation of " + Operations.class.getName()
                        + " on the class path; build spark-runner whole"));
    }

    /** Runs one command and says how it ended. */
    int run(String... arguments) {
        CommandLine root = commandLine();
        List<Problem> problems = new ArrayList<>();
        List<String> known = UnknownOptions.remove(root, Arrays.asList(arguments), problems);
        root.setExecutionStrategy(parsed -> execute(parsed, problems));
        return root.execute(known.toArray(String[]::new));
    }

    private CommandLine commandLine() {
        CommandLine root = new CommandLine(new Root());
        for (TacitCommand command : List.of(
                new TrainCommand(operations, new Signals()),
                new EvaluateCommand(operations),
                new ScoreCommand(operations),
                new SampleCommand(operations),
                new InspectCommand())) {
            CommandLine line = new CommandLine(command);
            command.declare(line.getCommandSpec());
            line.getCommandSpec().addOption(VERBOSE).mixinStandardHelpOptions(true);
            Usage.describeExitCodes(line.getCommandSpec().usageMessage());
            root.addSubcommand(line);
        }
        root.getCommandSpec().mixinStandardHelpOptions(true);
        Usage.describeExitCodes(root.getCommandSpec().usageMessage());
        Usage.format(root);
        root.setOut(out);
        root.setErr(err);
        // Errors of parsing are told together with those of the configuration.
        root.getSubcommands()
                .values()
                .forEach(line -> line.getCommandSpec().parser().collectErrors(true));
        root.getCommandSpec().parser().collectErrors(true);
        root.setUnmatchedArgumentsAllowed(true);
        return root;
    }

    private int execute(ParseResult parsed, List<Problem> problems) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        Failures failures = new Failures(err, parsed);
        if (!parsed.hasSubcommand()) {
            return failures.noCommand(problems);
        }
        ParseResult chosen = parsed.subcommand();
        problems.addAll(Usage.problems(chosen));
        TacitCommand command = (TacitCommand) chosen.commandSpec().userObject();
        return failures.guarded(() -> command.run(new Invocation(chosen, problems, out)));
    }
}
