package io.tacit.spark.config;

import com.typesafe.config.ConfigObject;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key of a configuration, with the one home of its default, range, unit and meaning. */
public final class Keys {
    private static final List<Key<?>> TABLE = new ArrayList<>();
    private static final String NONE = "";

    static final Key<String> DATA_PATH =
            key("data.path", "--data", Kind.text(), NONE, "path or URI", "The data set. Required");
    static final Key<DataConfig.Format> FORMAT = key(
            "data.format",
            "--format",
            Kind.choice(DataConfig.Format.class),
            NONE,
            "",
            "Its format. Without it, csv where the path ends in .csv (also compressed: .csv.gz and the like), else parquet");
    static final Key<String> SEPARATOR = key(
            "data.csv.separator",
            "--separator",
            Kind.separator(),
            ",",
            "characters",
            "What stands between the cells of a CSV file; tab and space are written so");
    static final Key<Optional<Character>> QUOTE = key(
            "data.csv.quote",
            "--quote",
            Kind.character(),
            "\"",
            "character or none",
            "What a cell may stand in, so that it can have separators in it");
    static final Key<Optional<Character>> ESCAPE = key(
            "data.csv.escape",
            "--escape",
            Kind.character(),
            NONE,
            "character or none",
            "What makes a quote inside of quotes a plain character, such as \\. Without it, such a quote is doubled");
    static final Key<Character> DECIMAL = key(
            "data.csv.decimal",
            "--decimal",
            Kind.decimal(),
            ".",
            "mark",
            "Decimal mark of numbers: a point or a comma");
    static final Key<CsvDialect.Header> HEADER = key(
            "data.csv.header",
            "--header",
            Kind.choice(CsvDialect.Header.class),
            NONE,
            "",
            "Whether the first line of each file has the names of the columns; with no, they are called _c0, _c1, ..."
                    + " Without it, it has, and names that look like numbers are refused");
    static final Key<String> ENCODING =
            key("data.csv.encoding", "--encoding", Kind.charset(), "UTF-8", "charset", "Encoding of a CSV file");
    static final Key<Optional<Character>> COMMENT = key(
            "data.csv.comment",
            "--comment",
            Kind.character(),
            NONE,
            "character or none",
            "What begins a line that is skipped. Without it, no line is");
    static final Key<List<String>> NULL_WORDS = key(
            "data.csv.nullWords",
            "--null-words",
            Kind.texts(),
            NONE,
            "words",
            "What stands for a missing value, such as NA,-999. Without it, empty cells alone; they always do");
    static final Key<CsvDialect.Lines> CELL_LINES = key(
            "data.csv.cellLines",
            "--cell-lines",
            Kind.choice(CsvDialect.Lines.class),
            "one",
            "",
            "Whether a cell in quotes may have line breaks (many); each file is then read by one task");
    static final Key<List<String>> COLUMNS = key(
            "data.columns",
            "--columns",
            Kind.texts(),
            NONE,
            "names",
            "Numeric columns to learn: names, paths into structures (a.b), arrays and vectors (features) and their elements"
                    + " (features[0]). Without it, every numeric column but the id and partition columns");
    static final Key<String> ID = key(
            "data.id",
            "--id",
            Kind.name(),
            NONE,
            "column",
            "Column that identifies a record: rows of one id stay on one side of the split. Without it, every row is a record");
    static final Key<Double> VALIDATION =
            key("data.split.validation", "--validation", fraction(), "0.05", "fraction", "Share for validation");
    static final Key<Double> TEST = key("data.split.test", "--test", fraction(), "0.1", "fraction", "Share held out");
    static final Key<DataConfig.Nulls> NULLS = key(
            "data.nulls",
            "--nulls",
            Kind.choice(DataConfig.Nulls.class),
            "fail",
            "",
            "What to do with records that have a null, NaN, infinity or text where a number belongs");
    static final Key<DataConfig.Scaling> SCALING = key(
            "data.scaling",
            "--scaling",
            Kind.choice(DataConfig.Scaling.class),
            "standardize",
            "",
            "How columns are shifted and scaled: by mean and deviation of the training records (standardize), by median and"
                    + " interquartile range (robust), each brought to a normal distribution (quantile), or not at all");
    static final Key<List<Dequantize>> DEQUANTIZE = key(
            "data.dequantize",
            "--dequantize",
            Kind.steps(),
            NONE,
            "columns",
            "Columns of whole numbers, or as COLUMN=STEP of multiples of a step, whose gaps are filled with uniform noise: a"
                    + " density of numbers that repeat has no bound. May be repeated. Without it, none");

    static final Key<ModelConfig.Family> FAMILY =
            key("model.kind", "--model", Kind.choice(ModelConfig.Family.class), "cnf", "", "Kind of model");
    static final Key<Integer> HIDDEN =
            key("model.hidden", "--hidden", Kind.whole(1, 65_536), "64", "units", "Width of a hidden layer");
    static final Key<Integer> LAYERS =
            key("model.layers", "--layers", Kind.whole(1, 64), "3", "layers", "Hidden layers of the vector field");
    static final Key<Integer> BLOCKS =
            key("model.blocks", "--blocks", Kind.whole(1, 64), "1", "blocks", "Flows one after the other");
    static final Key<ModelConfig.Activation> ACTIVATION = key(
            "model.activation",
            "--activation",
            Kind.choice(ModelConfig.Activation.class),
            "tanh",
            "",
            "Nonlinearity of the vector field");
    static final Key<ModelConfig.Trace> TRACE = key(
            "model.trace",
            "--trace",
            Kind.choice(ModelConfig.Trace.class),
            "hutchinson",
            "",
            "How the divergence is found while training");
    static final Key<ModelConfig.Noise> NOISE = key(
            "model.noise",
            "--noise",
            Kind.choice(ModelConfig.Noise.class),
            "rademacher",
            "",
            "Probe vectors of the hutchinson trace");
    static final Key<Double> KINETIC_ENERGY = key(
            "model.kineticEnergy",
            "--kinetic-energy",
            Kind.notNegative(),
            "0",
            "weight",
            "Weight of the kinetic energy in the loss (RNODE)");
    static final Key<Double> JACOBIAN_FROBENIUS = key(
            "model.jacobianFrobenius",
            "--jacobian-frobenius",
            Kind.notNegative(),
            "0",
            "weight",
            "Weight of the Jacobian's squared Frobenius norm in the loss (RNODE)");
    static final Key<Double> T1 =
            key("model.t1", "--t1", Kind.positive(), "1", "time", "Where the flow ends; it begins at 0");
    static final Key<Precision> PRECISION = key(
            "model.precision",
            "--precision",
            Kind.choice(Precision.class),
            "float32",
            "",
            "Format of parameters and arithmetic");

    static final Key<SolverConfig.Method> METHOD = key(
            "model.solver.method",
            "--solver",
            Kind.choice(SolverConfig.Method.class),
            "dopri5",
            "",
            "Runge-Kutta method");
    static final Key<Double> RTOL =
            key("model.solver.rtol", "--rtol", Kind.positive(), "1e-4", "relative error", "Error allowed per step");
    static final Key<Double> ATOL =
            key("model.solver.atol", "--atol", Kind.positive(), "1e-4", "absolute error", "Error allowed per step");
    static final Key<Integer> FIXED_STEPS = key(
            "model.solver.fixedSteps",
            "--fixed-steps",
            Kind.whole(1, 1_000_000),
            NONE,
            "steps",
            "Equal steps of a solve in training. Without it, steps adapt to the tolerances, as they always do in"
                    + " evaluation and scoring");
    static final Key<Integer> MAX_STEPS = key(
            "model.solver.maxSteps",
            "--max-steps",
            Kind.whole(1),
            "10000",
            "steps",
            "Adaptive steps, rejected ones too, after which a solve counts as failed, in training, evaluation and scoring");
    static final Key<Double> MIN_STEP = key(
            "model.solver.minStep",
            "--min-step",
            Kind.notNegative(),
            "0",
            "time",
            "Adaptive step below which a solve counts as failed; one below the spacing of numbers always does");
    static final Key<SolverConfig.Stepping> STEPPING = key(
            "model.solver.stepping",
            "--stepping",
            Kind.choice(SolverConfig.Stepping.class),
            "per-tile",
            "",
            "Which examples share their steps while training");
    static final Key<SolverConfig.Adjoint> ADJOINT = key(
            "model.solver.adjoint",
            "--adjoint",
            Kind.choice(SolverConfig.Adjoint.class),
            "checkpointed",
            "",
            "How a solve is differentiated");

    static final Key<Integer> WORKERS = key(
            "training.workers",
            "--workers",
            Kind.whole(1, 100_000),
            "4",
            "logical workers",
            "Shares of the data that train apart and are averaged; does not depend on the number of executors");
    static final Key<Integer> BATCH =
            key("training.batch", "--batch", Kind.whole(1, 10_000_000), "256", "examples", "Examples of a local step");
    static final Key<Integer> LOCAL_STEPS = key(
            "training.localSteps",
            "--local-steps",
            Kind.whole(1),
            "16",
            "steps",
            "Steps each worker makes between two averages");
    static final Key<Integer> SINGLE_STEP_ROUNDS = key(
            "training.singleStepRounds",
            "--single-step-rounds",
            Kind.whole(0),
            "0",
            "rounds",
            "First rounds of one local step each: workers stay together until they are on their way");
    static final Key<Double> ROUND_SECONDS = key(
            "training.roundSeconds",
            "--round-seconds",
            Kind.positive(),
            NONE,
            "s",
            "Time after which a worker begins no further local step of a round, so that slow ones are not waited for; two"
                    + " runs then differ. Without it, every worker makes all its steps");
    static final Key<Double> REBALANCE_EVERY = key(
            "training.rebalanceEvery",
            "--rebalance-every",
            Kind.positive(),
            NONE,
            "passes",
            "Passes over the data after which records are measured and placed anew by what solving them costs: workers get equal"
                    + " work, and records of a batch are solved beside others as dear. Without it, records stay where their ids put"
                    + " them");
    static final Key<Integer> ROUNDS = key(
            "training.rounds",
            "--rounds",
            Kind.whole(1),
            NONE,
            "rounds",
            "Length of training. 100 where neither epochs nor seconds are given");
    static final Key<Double> EPOCHS =
            key("training.epochs", "--epochs", Kind.positive(), NONE, "passes", "Length of training, over the data");
    static final Key<Double> SECONDS =
            key("training.seconds", "--seconds", Kind.positive(), NONE, "s", "Length of training, as time that passes");
    static final Key<List<ConfigObject>> PHASES = key(
            "training.phases",
            "--phases",
            PhaseKeys.list(),
            NONE,
            "phases",
            "What is minimised, one after the other: flow-matching, which solves nothing, and likelihood. Each may be a section"
                    + " with a share (of rounds, epochs or seconds) or rounds, and with a batch, localSteps, optimizer and"
                    + " matching of its own: {objective=likelihood, share=0.3}. Without it, flow-matching and then likelihood, or likelihood alone where model.blocks is"
                    + " more than 1");
    static final Key<MatchingKeys.Path> PATH = key(
            "training.matching.path",
            "--matching-path",
            Kind.choice(MatchingKeys.Path.class),
            "straight",
            "",
            "The way from a record to noise in flow-matching");
    static final Key<Double> SIGMA = key(
            "training.matching.sigma",
            "--matching-sigma",
            Kind.notNegative(),
            "0",
            "deviation",
            "Noise around that way");
    static final Key<MatchingKeys.Time> TIME = key(
            "training.matching.time",
            "--matching-time",
            Kind.choice(MatchingKeys.Time.class),
            "logit-normal",
            "",
            "How times on that way are drawn, from 0 at the record to 1 at the noise: sigmoid(timeMean + timeDeviation n) with n normal,"
                    + " evenly, or u^timePower with u uniform");
    static final Key<Double> TIME_MEAN = key(
            "training.matching.timeMean",
            "--matching-time-mean",
            Kind.real("a finite number", Double::isFinite),
            "-1",
            "logit",
            "Mean of logit-normal times: the lower, the nearer to the records");
    static final Key<Double> TIME_DEVIATION = key(
            "training.matching.timeDeviation",
            "--matching-time-deviation",
            Kind.positive(),
            "1",
            "logit",
            "Their deviation");
    static final Key<Double> TIME_POWER = key(
            "training.matching.timePower",
            "--matching-time-power",
            Kind.positive(),
            "2",
            "exponent",
            "Exponent of power times");
    static final Key<MatchingKeys.Pairs> COUPLING = key(
            "training.matching.coupling",
            "--coupling",
            Kind.choice(MatchingKeys.Pairs.class),
            "independent",
            "",
            "Which noise a record is paired with: any, or by optimal transport inside of a group, exact or by Sinkhorn's iteration; that gives"
                    + " straighter flows and takes longer");
    static final Key<Integer> COUPLING_GROUP = key(
            "training.matching.couplingGroup",
            "--coupling-group",
            Kind.whole(2, 4096),
            "64",
            "records",
            "Records of a batch among which pairs are sought");
    static final Key<Double> COUPLING_EPSILON = key(
            "training.matching.couplingEpsilon",
            "--coupling-epsilon",
            Kind.positive(),
            "0.05",
            "share of the mean cost",
            "Entropic regularisation of sinkhorn");
    static final Key<Integer> COUPLING_ITERATIONS = key(
            "training.matching.couplingIterations",
            "--coupling-iterations",
            Kind.whole(1, 10_000),
            "50",
            "iterations",
            "Iterations of sinkhorn");
    static final Key<Long> SEED = key(
            "training.seed",
            "--seed",
            Kind.any64(),
            "1",
            "64-bit number",
            "All randomness follows from it: initial parameters, split, batches, noise");

    static final Key<OptimizerConfig.Name> OPTIMIZER = key(
            "training.optimizer.name",
            "--optimizer",
            Kind.choice(OptimizerConfig.Name.class),
            "adam",
            "",
            "Inner optimizer");
    static final Key<Double> LEARNING_RATE = key(
            "training.optimizer.lr", "--lr", Kind.positive(), "1e-3", "rate", "Learning rate, the peak of a schedule");
    static final Key<Double> MOMENTUM = key(
            "training.optimizer.momentum",
            "--momentum",
            Kind.real("a number from 0 and below 1", x -> x >= 0 && x < 1),
            "0",
            "factor",
            "Momentum of sgd");
    static final Key<Double> WEIGHT_DECAY =
            key("training.optimizer.weightDecay", "--weight-decay", Kind.notNegative(), "0", "rate", "Weight decay");
    static final Key<Double> CLIP_NORM = key(
            "training.optimizer.clipNorm",
            "--clip-norm",
            Kind.positive(),
            NONE,
            "norm",
            "Longest gradient allowed. Without it, gradients are not clipped");
    static final Key<ScheduleConfig.Shape> SCHEDULE = key(
            "training.optimizer.schedule.shape",
            "--schedule",
            Kind.choice(ScheduleConfig.Shape.class),
            "constant",
            "",
            "How the learning rate changes");
    static final Key<Long> WARM_UP = key(
            "training.optimizer.schedule.warmUp",
            "--warm-up",
            Kind.whole64(0),
            "0",
            "steps",
            "Local steps over which the cosine schedule rises");
    static final Key<Long> SCHEDULE_STEPS = key(
            "training.optimizer.schedule.steps",
            "--schedule-steps",
            Kind.whole64(2),
            NONE,
            "steps",
            "Local steps until cosine or one-cycle ends. Without it, those of the whole phase");
    static final Key<Double> SCHEDULE_FACTOR = key(
            "training.optimizer.schedule.factor",
            "--schedule-factor",
            Kind.real("a number above 0 and below 1", x -> x > 0 && x < 1),
            "0.5",
            "factor",
            "What step and exponential multiply the rate by");
    static final Key<Long> SCHEDULE_EVERY = key(
            "training.optimizer.schedule.every",
            "--schedule-every",
            Kind.whole64(1),
            "1000",
            "steps",
            "Local steps between two multiplications");

    static final Key<AveragingConfig.Averaged> AVERAGED = key(
            "training.averaging.of",
            "--average",
            Kind.choice(AveragingConfig.Averaged.class),
            "parameters",
            "",
            "What workers send to be averaged: parameters after their local steps, or the gradient of one batch each,"
                    + " which together make the step of one large batch");
    static final Key<AveragingConfig.OptimizerStates> OPTIMIZER_STATES = key(
            "training.averaging.optimizerState",
            "--optimizer-state",
            Kind.choice(AveragingConfig.OptimizerStates.class),
            "average",
            "",
            "What happens to the inner optimizers' states when parameters are averaged");
    static final Key<AveragingConfig.Weighting> WEIGHTING = key(
            "training.averaging.weighting",
            "--weighting",
            Kind.choice(AveragingConfig.Weighting.class),
            "examples",
            "",
            "Whether a worker's result counts by the examples it used, or as much as any other");
    static final Key<AveragingConfig.NonFinite> NON_FINITE = key(
            "training.averaging.nonFinite",
            "--non-finite",
            Kind.choice(AveragingConfig.NonFinite.class),
            "reject",
            "",
            "What happens to a worker's result that holds a NaN or an infinity");
    static final Key<Double> TRIM = key(
            "training.averaging.trim",
            "--trim",
            Kind.real("a number above 0 and below 0.5", x -> x > 0 && x < 0.5),
            NONE,
            "share of workers",
            "Workers whose values are left out at each end of each parameter (trimmed mean). Without it, none are");
    static final Key<AveragingConfig.CompressionName> COMPRESSION = key(
            "training.averaging.compression.name",
            "--compression",
            Kind.choice(AveragingConfig.CompressionName.class),
            "none",
            "",
            "How workers compress what they send: 2 bytes a number (bf16), 1 byte (int8), or the largest numbers only (top-k,"
                    + " threshold), in which case they make up later for what they leave out");
    static final Key<Integer> COMPRESSION_BLOCK = key(
            "training.averaging.compression.block",
            "--compression-block",
            Kind.whole(2),
            "256",
            "numbers",
            "Numbers that share a scale in int8");
    static final Key<Double> COMPRESSION_SHARE = key(
            "training.averaging.compression.share",
            "--compression-share",
            Kind.real("a number above 0 and below 0.5", x -> x > 0 && x < 0.5),
            "0.01",
            "share of the numbers",
            "What top-k sends");
    static final Key<Double> COMPRESSION_LEAST = key(
            "training.averaging.compression.least",
            "--compression-least",
            Kind.positive(),
            "1e-4",
            "magnitude",
            "What threshold sends: numbers from this magnitude on");
    static final Key<OuterConfig.Name> OUTER = key(
            "training.averaging.outer.name",
            "--outer",
            Kind.choice(OuterConfig.Name.class),
            "none",
            "",
            "Outer optimizer, which moves the common parameters along the way to the workers' mean");
    static final Key<Double> OUTER_RATE =
            key("training.averaging.outer.lr", "--outer-lr", Kind.positive(), "1", "rate", "Its learning rate");
    static final Key<Double> OUTER_MOMENTUM = key(
            "training.averaging.outer.momentum",
            "--outer-momentum",
            Kind.real("a number from 0 and below 1", x -> x >= 0 && x < 1),
            "0.7",
            "factor",
            "Momentum of nesterov (DiLoCo) and slowmo");
    static final Key<Double> EMA = key(
            "training.averaging.ema",
            "--ema",
            Kind.real("a number above 0 and below 1", x -> x > 0 && x < 1),
            NONE,
            "factor",
            "How much of the parameters' running mean survives a round; evaluations and the model then use that mean."
                    + " Without it, none is kept");
    static final Key<TransportConfig.Kind> TRANSPORT = key(
            "training.transport.kind",
            "--transport",
            Kind.choice(TransportConfig.Kind.class),
            "rdd",
            "",
            "What carries a round: a Spark job each (rdd), or messages to workers that stay in one long job (akka), which"
                    + " is faster where models are small and holds all task slots meanwhile. The result is the same to the bit");
    static final Key<TransportConfig.Collective> COLLECTIVE = key(
            "training.transport.collective",
            "--collective",
            Kind.choice(TransportConfig.Collective.class),
            "auto",
            "",
            "Where results are added up: on the driver (flat), in groups first (tree), each executor a slice (sharded)."
                    + " The result is the same to the bit");
    static final Key<Integer> TREE_DEPTH = key(
            "training.transport.treeDepth",
            "--tree-depth",
            Kind.whole(2, 31),
            "2",
            "levels",
            "Times that a tree adds results on their way, the driver included");
    static final Key<Double> HEARTBEAT = key(
            "training.transport.heartbeat",
            "--heartbeat",
            Kind.positive(),
            "1",
            "s",
            "Time between two signs of life of resident workers");
    static final Key<Double> LOST_AFTER = key(
            "training.transport.lostAfter",
            "--lost-after",
            Kind.positive(),
            "10",
            "s",
            "Silence after which resident workers are taken for lost and start elsewhere");
    static final Key<Integer> QUORUM = key(
            "training.quorum.workers",
            "--quorum",
            Kind.whole(1),
            NONE,
            "workers",
            "Results with which a round is content when its deadline has come, the others being left out of the average; two"
                    + " runs then differ. Without it, every worker is waited for");
    static final Key<Double> DEADLINE = key(
            "training.quorum.deadline",
            "--deadline",
            Kind.positive(),
            NONE,
            "s",
            "That deadline. Without it, it follows from the last rounds: median + deadlineMads * MAD of the workers' times,"
                    + " and at least 5 s");
    static final Key<Double> DEADLINE_MADS = key(
            "training.quorum.deadlineMads",
            "--deadline-mads",
            Kind.notNegative(),
            "6",
            "MADs",
            "How many median absolute deviations above the median the deadline is");
    static final Key<Integer> EVALUATE_EVERY = key(
            "training.evaluateEvery",
            "--evaluate-every",
            Kind.whole(1),
            "5",
            "rounds",
            "Rounds between two looks at the validation records");
    static final Key<Long> VALIDATION_RECORDS = key(
            "training.validationRecords",
            "--validation-records",
            Kind.whole64(100),
            "10000",
            "records",
            "About how many of the validation records a look is at, where there are more: the same ones in every look, chosen by"
                    + " their ids");
    static final Key<Long> TEST_RECORDS = key(
            "training.testRecords",
            "--test-records",
            Kind.whole64(100),
            "50000",
            "records",
            "About how many of the records held out the figures at the end are of, where there are more; chosen by their ids, and"
                    + " the interval says what that costs");
    static final Key<Integer> PATIENCE = key(
            "training.patience",
            "--patience",
            Kind.whole(1),
            NONE,
            "evaluations",
            "Stop after so many evaluations without a better one. Without it, never");
    static final Key<WatchConfig.Keep> KEPT = key(
            "training.keep",
            "--keep",
            Kind.choice(WatchConfig.Keep.class),
            "best",
            "",
            "Which model is saved at the end: that of the round with the lowest validation NLL, or the last one. Without"
                    + " validation records it is the last one");
    static final Key<Double> TARGET = key(
            "training.target",
            "--target",
            Kind.real("a finite number", Double::isFinite),
            NONE,
            "nats",
            "Stop when the validation NLL, of the standardised columns, is this low. Without it, never");
    static final Key<Double> ROUND_TIMEOUT = key(
            "training.roundTimeout",
            "--round-timeout",
            Kind.positive(),
            NONE,
            "s",
            "Longest wait for a round, an evaluation, reading the data or a baseline, after which training ends with an"
                    + " error. Without it, 20 times the median of the last ones of its kind, at least 5 minutes and 3 times"
                    + " what reading the data took; an hour for the first of a kind");
    static final Key<Integer> CHECKPOINT_EVERY = key(
            "training.checkpointEvery",
            "--checkpoint-every",
            Kind.whole(1),
            "10",
            "rounds",
            "Rounds between checkpoints");
    static final Key<Integer> KEEP = key(
            "training.keepCheckpoints", "--keep-checkpoints", Kind.whole(1), "3", "checkpoints", "Newest ones kept");

    static final Key<Integer> MIXTURE = key(
            "training.mixture",
            "--mixture",
            Kind.whole(0),
            "8",
            "components",
            "Size of the Gaussian mixture that the result is compared with at the end; 0 leaves it out");
    static final Key<Integer> MIXTURE_PASSES = key(
            "training.mixturePasses",
            "--mixture-passes",
            Kind.whole(1, 10_000),
            NONE,
            "passes",
            "Passes over all training records in which it is fitted, at most. Without it, from 10 to 100, which take about a quarter of"
                    + " the work of the training, over a sample where records are many");

    static final Key<List<String>> PAIRS = key(
            "report.pairs",
            "--pairs",
            Kind.texts(),
            NONE,
            "x:y",
            "Pairs of columns that the report shows in any case. Without it, those with most mutual information");

    static final Key<EngineConfig.Device> DEVICE = key(
            "engine.device",
            "--device",
            Kind.choice(EngineConfig.Device.class),
            "auto",
            "",
            "Where programs are executed");
    static final Key<Integer> THREADS = key(
            "engine.threads",
            "--threads",
            Kind.whole(1, 4096),
            NONE,
            "threads",
            "Threads of the cpu engine in each task. Without it, spark.task.cpus, or all cores in a local run");

    static final Key<String> OUTPUT = key(
            "output",
            "--output",
            Kind.text(),
            NONE,
            "directory or URI",
            "Where model, checkpoints, metrics and report go. Required");

    private Keys() {}

    /** In the order of the table above. */
    public static List<Key<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    /** How a table is written: format and dialect. */
    public static List<Key<?>> reading() {
        return Stream.concat(Stream.of(FORMAT), CsvDialect.KEYS.stream()).toList();
    }

    /** How a table is written, and how much of it is measured. */
    public static List<Key<?>> measuring() {
        return Stream.concat(reading().stream(), Stream.of(TEST_RECORDS)).toList();
    }

    private static Kind<Double> fraction() {
        return Kind.real("a fraction from 0 and below 1", x -> x >= 0 && x < 1);
    }

    private static <T> Key<T> key(
            String path, String flag, Kind<T> kind, String fallback, String unit, String meaning) {
        Key<T> key = new Key<>(path, flag, kind, fallback, unit, meaning);
        TABLE.add(key);
        return key;
    }
}
