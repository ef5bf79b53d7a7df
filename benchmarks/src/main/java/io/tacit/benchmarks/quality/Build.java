package io.tacit.benchmarks.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A clone of the product, which trains with its own program and its own configuration of the flights.
 *
 * @param name that tables call it by
 */
record Build(String name, Path home) {
    static final String CONFIGURATION = "examples/flights/flights.conf";
    private static final String PROGRAM = "./tacit";
    /** None while training: each checkpoint is scored afterwards. */
    private static final String NEVER = "1000000";
    /** Builds may differ in whether they keep an archive of classes, which is made behind a command's back. */
    private static final Map<String, String> ENVIRONMENT = Map.of("TACIT_CLASS_ARCHIVE", "no");

    /** One training. {@code flags} stand behind the configuration. */
    record Training(String name, String master, int rounds, List<String> flags) {}

    /**
     * What a training left.
     *
     * @param seconds at the end of each round, the first at 0
     * @param launch of the whole command, with reading, scoring and report
     */
    record Run(Path output, List<Seconds> seconds, Launch.Ended launch) {

        /**
         * When a round had ended.
         *
         * @param training in rounds
         * @param passed since training began, with what there was between rounds
         */
        record Seconds(double training, double passed) {}

        /** Parameters after some rounds, and when they were there. */
        record Stand(int round, Path theta, double training, double wall) {}

        /** In the order of rounds. */
        List<Stand> stands() throws IOException {
            try (Stream<Path> directories = Files.list(output.resolve("checkpoints"))) {
                List<Path> sorted =
                        directories.filter(Files::isDirectory).sorted().toList();
                Path first = sorted.get(0);
                double before = written(first) - seconds.get(round(first) - 1).passed();
                return sorted.stream()
                        .map(directory -> stand(directory, before))
                        .toList();
            }
        }

        /** @param before seconds until training began */
        private Stand stand(Path directory, double before) {
            int round = round(directory);
            Seconds then = seconds.get(round - 1);
            return new Stand(round, directory.resolve("theta.safetensors"), then.training(), before + then.passed());
        }

        private static int round(Path directory) {
            return Integer.parseInt(directory.getFileName().toString().replace("round-", ""));
        }

        /** Seconds since the process was started. */
        private double written(Path directory) throws IOException {
            long then = Files.getLastModifiedTime(directory.resolve("manifest.json"))
                    .toMillis();
            return (then - launch.began()) / 1000.0;
        }
    }

    /** @throws IOException where it is none */
    void demandComplete() throws IOException {
        for (String file : List.of("tacit", CONFIGURATION)) {
            if (!Files.isReadable(home.resolve(file))) {
                throw new IOException("expected a clone of Tacit in " + home + ", and it has no file " + file);
            }
        }
    }

    /** Builds it where it is not built, which is not to be measured. */
    void build(Path log) throws IOException, InterruptedException {
        new Launch(List.of(PROGRAM, "--version"), home, ENVIRONMENT, log).run();
    }

    /** Rounds in its configuration. */
    int rounds() {
        return ConfigFactory.parseFile(home.resolve(CONFIGURATION).toFile()).getInt("training.rounds");
    }

    /** @param points of the training at which its parameters are kept, evenly */
    Run train(Training training, int points, Path output) throws IOException, InterruptedException {
        int every = Math.max(1, Math.round((float) training.rounds() / points));
        List<String> command = new ArrayList<>(List.of(PROGRAM, "train", CONFIGURATION, "--master", training.master()));
        command.addAll(List.of("--rounds", "" + training.rounds(), "--output", output.toString(), "--json"));
        command.addAll(List.of("--checkpoint-every", "" + every, "--keep-checkpoints", "" + training.rounds()));
        command.addAll(List.of("--evaluate-every", NEVER, "--mixture", "0"));
        command.addAll(training.flags());
        Launch.Ended ended =
                new Launch(command, home, ENVIRONMENT, output.resolveSibling(output.getFileName() + ".log")).run();
        return new Run(output, seconds(output.resolve("metrics.jsonl")), ended);
    }

    /** Of training: sums of the rounds' own times, from sending the parameters out to having the average. */
    private static List<Run.Seconds> seconds(Path metrics) throws IOException {
        List<Run.Seconds> seconds = new ArrayList<>();
        double sum = 0;
        for (String line : Files.readAllLines(metrics)) {
            JsonNode round = new ObjectMapper().readTree(line);
            sum += round.required("examplesInRound").asDouble()
                    / round.required("examplesPerSecond").asDouble();
            seconds.add(new Run.Seconds(sum, round.required("seconds").asDouble()));
        }
        return seconds;
    }
}
