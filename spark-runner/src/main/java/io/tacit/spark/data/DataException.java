package io.tacit.spark.data;

import java.util.List;

/** Data that cannot be used as asked: every problem found, each with what was expected, what came and what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public DataException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public DataException(String problem) {
        this(List.of(problem));
    }

    public DataException(String problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    public List<String> problems() {
        return problems;
    }
}
