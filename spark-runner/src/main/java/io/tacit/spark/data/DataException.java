package io.tacit.spark.data;

import io.tacit.spark.failure.Explanation.Blame;
import java.util.List;

/** Data that cannot be used as asked: every problem found, each with what was expected, what came and what to do. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;
    private final Blame blame;

    private DataException(List<String> problems, Blame blame) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
        this.blame = blame;
    }

    /** A table that is not what it was said to be. */
    public DataException(List<String> problems) {
        this(problems, Blame.REQUEST);
    }

    public DataException(String problem) {
        this(List.of(problem));
    }

    /** A table that cannot be read though nothing wrong was asked for. */
    public DataException(String problem, Throwable cause) {
        this(List.of(problem), Blame.EXECUTION);
        initCause(cause);
    }

    /** Records that are not fit for what is to be done with them. */
    public static DataException ofRecords(List<String> problems) {
        return new DataException(problems, Blame.EXECUTION);
    }

    public static DataException ofRecords(String problem) {
        return ofRecords(List.of(problem));
    }

    public List<String> problems() {
        return problems;
    }

    /** Whether something else has to be asked for, or the data have to change. */
    public Blame blame() {
        return blame;
    }
}
