package io.tacit.spark.cli;

import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.driver.SampleRequest;
import io.tacit.spark.driver.ScoreRequest;
import io.tacit.spark.driver.Summary;
import io.tacit.spark.driver.TrainRequest;
import io.tacit.spark.driver.Watcher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs commands against operations that only remember what they were asked. */
final class Shell implements Operations {
    private final List<Record> requests = new ArrayList<>();
    private final Supplier<Summary> answer;

    /** What a command left behind. */
    record Result(int code, String out, String err) {}

    Shell(Supplier<Summary> answer) {
        this.answer = answer;
    }

    static Shell answering(Summary summary) {
        return new Shell(() -> summary);
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Tacit(() -> this, new PrintWriter(out, true), new PrintWriter(err, true)).run(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    List<Record> requests() {
        return requests;
    }

    private Summary answer(Record request) {
        requests.add(request);
        return answer.get();
    }

    @Override
    public Summary train(TrainRequest request) {
        return answer(request);
    }

    @Override
    public Summary evaluate(ModelUse model, Watcher watcher) {
        return answer(model);
    }

    @Override
    public Summary score(ScoreRequest request) {
        return answer(request);
    }

    @Override
    public Summary sample(SampleRequest request) {
        return answer(request);
    }
}
