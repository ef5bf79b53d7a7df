package io.tacit.spark.config;

import java.util.List;
import java.util.stream.Collectors;

/** All problems of a configuration at once. The command line prints them a line each and ends with exit code 2. */
public final class ConfigProblems extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigProblems(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
