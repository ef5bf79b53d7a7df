package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.driver.HeldOutResult.Compared;
import io.tacit.spark.evaluate.MixtureSettings;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import java.util.List;
import java.util.Optional;

/**
 * What follows a training whose model is on disk: the held-out figure, which is told and written at once, then baselines,
 * pictures and the report. Nothing of it loses what came before.
 */
record AfterTraining(
        TrainRequest request,
        TrainingJob job,
        PreparedData data,
        Output output,
        Trained trained,
        Optional<MixtureSettings> mixture) {

    Summary run(List<RoundRecord> rounds) {
        BestEffort effort = new BestEffort(job.jobs(), job.progress());
        BestEffort.Tried<Optional<Nll>> figure =
                effort.tried("the held-out figure", () -> HeldOutResult.model(job, data, trained.theta()));
        Optional<Nll> heldOut = figure.result().flatMap(found -> found);
        heldOut.map(AfterTraining::inWords).ifPresent(job.progress()::note);
        RunResult alone = result(heldOut, Compared.NOTHING.with(figure.reason()), Optional.empty());
        written(effort, summary(alone));
        Compared others = HeldOutResult.baselines(data, mixture, effort).with(figure.reason());
        RunResult compared = result(heldOut, others, Optional.of(output.report().toString()));
        Optional<Portrait> portrait = portrait(effort);
        Optional<RunResult> reported = effort.of("the report", () -> {
            output.writeReport(html(compared, rounds, portrait));
            return compared;
        });
        Summary result = summary(reported.orElse(result(heldOut, others, Optional.empty())));
        written(effort, result);
        return result;
    }

    private Summary summary(RunResult result) {
        return Summary.of(result).with("keptRound", trained.kept().round());
    }

    private void written(BestEffort effort, Summary result) {
        effort.of("a file with the result", () -> {
            output.writeResult(result);
            return result;
        });
    }

    private static String inWords(Nll figure) {
        return "held out: " + Figures.nats(figure.standardised()) + " nats of the " + Nll.STANDARDISED + ", "
                + Figures.nats(figure.ofData()) + " " + Nll.OF_DATA + ", " + Counted.of(figure.count(), "record")
                + (figure.isOfSample() ? " of " + Counted.number(figure.among()) : "");
    }

    private Optional<Portrait> portrait(BestEffort effort) {
        return effort.of(
                "the pictures of the report",
                () -> Portrait.of(
                        job.context(),
                        data,
                        job.recipe(),
                        trained.theta(),
                        config().training().seed()));
    }

    private String html(RunResult result, List<RoundRecord> rounds, Optional<Portrait> portrait) {
        return Reports.html(
                result,
                rounds,
                data.columns().features(),
                portrait,
                new Reports.Circumstances(
                        Reports.facts(request.config().given()),
                        Reports.facts(request.config().defaults()),
                        Reports.environment(
                                job.context().sc(),
                                portrait.map(Portrait::engines)
                                        .orElse(List.of(job.recipe().engine().inWords()))),
                        config().report().pairs(),
                        trained.kept().inWords(trained.last())));
    }

    private RunResult result(Optional<Nll> heldOut, Compared others, Optional<String> report) {
        RunState last = trained.last();
        return new RunResult(
                trained.ending().kind().text(),
                trained.theta().sha256(),
                data.columns().dimension(),
                heldOut,
                others.baselines(),
                HeldOutResult.missing(data, config().data().test(), others),
                new Totals(last.finished(), last.examples(), last.seconds()),
                ErrorBudget.UNKNOWN,
                Optional.of(output.model().toString()),
                report);
    }

    private RunConfig config() {
        return request.config().config();
    }
}
