package io.tacit.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs in PyTorch that learn the same records.
 *
 * @param directory of their files
 * @param data CSV of training and test records
 * @param logs where their output goes
 */
record Peers(String python, Path directory, Data data, Path logs) {
    private static final Pattern AS_TIME_GOES_BY =
            Pattern.compile("(\\d+) s, \\d+ steps, train \\S+, test (-?[0-9.]+)");
    private static final Pattern AT_THE_END = Pattern.compile("end: .*four times (-?[0-9.]+)");

    /** Where both find the records. */
    record Data(Path training, Path test) {}

    /** The two programs. */
    enum Program {
        LIKELIHOOD("flights_torch.py", "torch, numpy"),
        MATCHING("flow_matching_torch.py", "torch, numpy, torchdiffeq");

        private final String file;
        private final String modules;

        Program(String file, String modules) {
            this.file = file;
            this.modules = modules;
        }

        String file() {
            return file;
        }
    }

    /** Why one cannot run, if it cannot. */
    Optional<String> obstacle(Program program) throws InterruptedException {
        if (!Files.isReadable(directory.resolve(program.file))) {
            return Optional.of("--peers " + directory + " has no file " + program.file);
        }
        try {
            launch(List.of("-c", "import " + program.modules), "modules").run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(program.file + " needs Python's " + program.modules + ", and " + python
                    + " cannot import them all; install them, or name another Python with PYTHON=...");
        }
    }

    /** Likelihood for so long: what it prints as time goes by is of its own solver steps, its last figure of four times as many. */
    Course likelihood(int seconds) throws IOException, InterruptedException {
        Launch launch = launch(script(Program.LIKELIHOOD, seconds), "flights_torch-" + seconds);
        Launch.Ended ended = launch.run();
        return course(Program.LIKELIHOOD, seconds, likelihood(launch.output(), seconds), ended);
    }

    static Curve likelihood(List<String> output, int seconds) throws IOException {
        List<Point> points = new ArrayList<>();
        for (String line : output) {
            Matcher meanwhile = AS_TIME_GOES_BY.matcher(line);
            Matcher end = AT_THE_END.matcher(line);
            if (meanwhile.matches()) {
                points.add(point(Double.parseDouble(meanwhile.group(1)), meanwhile.group(2)));
            } else if (end.matches()) {
                points.add(point(seconds, end.group(1)));
            }
        }
        if (points.isEmpty()) {
            throw new IOException(Program.LIKELIHOOD.file + " printed no test figure, expected lines as"
                    + " '30 s, 366 steps, train 5.401, test 5.163'");
        }
        return new Curve(points);
    }

    private static Point point(double seconds, String nats) {
        return new Point(0, seconds, Double.NaN, Double.parseDouble(nats), Double.NaN);
    }

    /** Flow matching for so long, which tells only its end. */
    Course matching(int seconds, int records) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(script(Program.MATCHING, seconds));
        words.addAll(List.of("--data", "flights", "--score", "" + records, "--no-flops"));
        Launch launch = launch(words, "flow_matching_torch-" + seconds);
        Launch.Ended ended = launch.run();
        List<String> output = launch.output();
        JsonNode line = new ObjectMapper().readTree(output.get(output.size() - 1));
        Point end = new Point(
                0,
                seconds,
                Double.NaN,
                line.required("test_nll").asDouble(),
                line.required("density_nfe").asDouble());
        return course(Program.MATCHING, seconds, new Curve(List.of(end)), ended);
    }

    private static Course course(Program program, int seconds, Curve curve, Launch.Ended ended) {
        return new Course(program.file, seconds + " s", curve, ended.seconds());
    }

    private List<String> script(Program program, int seconds) {
        return List.of(
                directory.resolve(program.file).toString(),
                "--train",
                data.training().toString(),
                "--test",
                data.test().toString(),
                "--seconds",
                "" + seconds,
                "--threads",
                "" + Runtime.getRuntime().availableProcessors());
    }

    private Launch launch(List<String> words, String name) {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(words);
        return new Launch(command, logs, Map.of(), logs.resolve(name + ".log"));
    }
}
