package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Times;
import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.adjoint.Direct;
import io.tacit.core.solve.Controller;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Stepping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/ffjord}: measures and prints one line of JSON. */
@Command(
        name = "ffjord",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Time of one FFJORD training step: forward, backward, Adam. Prints one line of JSON.",
            "Model, data, loss and tolerance are those of PyTorch's ffjord_torch.py; with --fixed-steps, of ffjord_torch_fixed.py."
        },
        footer = {
            "",
            "Fields of the result:",
            "  ms_per_step, ms_min        median and least time of the timed steps",
            "  cpu_ms_per_step            processor time of all threads of the process, for a step",
            "  nfe_forward, nfe_backward  evaluations of the field for an example; an evaluation backward computes the derivative too",
            "  gemm_gflops                best rate of the matrix products of the step, on its shapes, one thread, 10^9 operations/s",
            "  gemm_peak_gflops           best of OpenBLAS at 1024^3 and of our own product, one thread, same process",
            "  peak_native_mb             most memory in use in further steps, above what was in use before the engine was opened:",
            "                             objects on the heap that a collection at that moment leaves, direct buffers, JavaCPP's allocations",
            "                             (2^20 bytes); resident_mb is the whole process, with room that the virtual machine holds",
            "  kernel, blas_core          kernels of the engine; kernels that OpenBLAS chose"
        })
public final class Ffjord implements Callable<Integer> {

    /** Which derivative. */
    enum AdjointName {
        CHECKPOINTED,
        BACKSOLVE,
        DIRECT
    }

    /** Which examples share a step. */
    enum SteppingName {
        PER_TILE(Stepping.PER_TILE),
        PER_BATCH(Stepping.PER_BATCH);

        private final Stepping stepping;

        SteppingName(Stepping stepping) {
            this.stepping = stepping;
        }
    }

    /** Other things to measure. */
    static final class Question {
        @Option(names = "--memory", description = "Memory for t1 = 1 against t1 = 64, Checkpointed and Backsolve.")
        boolean memory;

        @Option(names = "--accuracy", description = "Gradient against float64 at tolerance 1e-8.")
        boolean accuracy;

        @Option(
                names = "--precisions",
                description =
                        "The same step in float32, in float64, and in float64 by ND4J, in turn, and their ratios.")
        boolean precisions;

        @Option(
                names = "--small",
                description =
                        "One evaluation of a 2-64-64-2 field for 16 examples; takes only --threads and --warmup-seconds.")
        boolean small;

        @Option(names = "--startup", description = "Start of the virtual machine to the end of the first step.")
        boolean startup;

        Measurement measurement(Optional<Path> export) {
            if (memory) {
                return new MemoryMeasurement();
            }
            if (accuracy) {
                return new AccuracyMeasurement(export);
            }
            if (precisions) {
                return new PrecisionMeasurement();
            }
            if (small) {
                return new SmallMeasurement();
            }
            return startup ? new StartupMeasurement() : new StepMeasurement();
        }
    }

    @ArgGroup
    private Question question = new Question();

    @Option(names = "--dim", defaultValue = "2", description = "Dimension. Default: ${DEFAULT-VALUE}.")
    private int dim;

    @Option(names = "--hidden", defaultValue = "64", description = "Width of hidden layers. Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(names = "--layers", defaultValue = "3", description = "Hidden layers. Default: ${DEFAULT-VALUE}.")
    private int layers;

    @Option(names = "--batch", defaultValue = "1000", description = "Examples. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--threads", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--steps",
            defaultValue = "20",
            description = "Training steps that are timed. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--warmup",
            defaultValue = "3",
            description =
                    "Training steps before them, the first from the initial parameters. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--warmup-seconds",
            defaultValue = "20",
            description =
                    "Steps for so long before all: the virtual machine compiles meanwhile. Default: ${DEFAULT-VALUE}.")
    private double warmUpSeconds;

    @Option(names = "--tol", defaultValue = "1e-5", description = "Relative and absolute. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(names = "--fixed-steps", description = "So many equal solver steps instead of a tolerance.")
    private Optional<Integer> fixedSteps = Optional.empty();

    @Option(
            names = "--adjoint",
            defaultValue = "checkpointed",
            description = "checkpointed, backsolve or direct. Default: ${DEFAULT-VALUE}.")
    private AdjointName adjoint = AdjointName.CHECKPOINTED;

    @Option(
            names = "--checkpoints",
            description = "Steps that are stored, with --adjoint checkpointed. Default: the library's.")
    private Optional<Integer> checkpoints = Optional.empty();

    @Option(
            names = "--residual-mb",
            description = "Activations that are stored for a piece at a time, 2^20 bytes, with --adjoint checkpointed."
                    + " Default: the library's.")
    private Optional<Integer> residualMegabytes = Optional.empty();

    @Option(
            names = "--stepping",
            defaultValue = "per-tile",
            description = "Examples that share steps: per-tile or per-batch. Default: ${DEFAULT-VALUE}.")
    private SteppingName stepping = SteppingName.PER_TILE;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = "With --accuracy: writes parameters, data, probes and the tight gradient as safetensors.")
    private Optional<Path> export = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Ffjord())
                .registerConverter(AdjointName.class, s -> AdjointName.valueOf(constant(s)))
                .registerConverter(SteppingName.class, s -> SteppingName.valueOf(constant(s)));
    }

    private static String constant(String option) {
        return option.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    @Override
    public Integer call() throws InterruptedException {
        spec.commandLine().getOut().println(question.measurement(export).measure(setting()));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private Setting setting() {
        Workload.Beginning beginning = fixedSteps.isPresent() ? Workload.Beginning.NORMAL : Workload.Beginning.UNIFORM;
        Workload workload = new Workload(dim, hidden, layers, batch, 1, beginning);
        Method method = new Method(controller(), stepping.stepping, adjoint());
        return new Setting(workload, method, tolerance, threads, steps, new Times.WarmUp(warmUp, warmUpSeconds));
    }

    private Controller controller() {
        return fixedSteps.<Controller>map(FixedSteps::new).orElseGet(() -> Pid.of(tolerance, tolerance));
    }

    private Adjoint adjoint() {
        if (export.isPresent() && !question.accuracy) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--export has no effect without --accuracy");
        }
        if (adjoint != AdjointName.CHECKPOINTED && (checkpoints.isPresent() || residualMegabytes.isPresent())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--checkpoints and --residual-mb have no effect with --adjoint " + adjoint);
        }
        return switch (adjoint) {
            case CHECKPOINTED -> checkpointed();
            case BACKSOLVE -> new Backsolve();
            case DIRECT -> new Direct();
        };
    }

    private Checkpointed checkpointed() {
        Checkpointed with = checkpoints.map(Checkpointed::new).orElseGet(Checkpointed::new);
        return residualMegabytes
                .map(megabytes -> with.withResidualBytes((long) megabytes << 20))
                .orElse(with);
    }
}
