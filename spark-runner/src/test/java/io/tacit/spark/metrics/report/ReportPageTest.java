package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.Rounds;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import io.tacit.spark.metrics.report.ReportData.Column;
import io.tacit.spark.metrics.report.ReportData.Fact;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {

    private static final String HOSTILE =
            "</text></svg><script>alert(1)</script><img src='http://example.invalid/x'>\"&\u0000";

    private final String page = ReportPage.html(Reports.flights(Reports.plainColumns()));

    @Test
    @DisplayName("U01 the page is well formed, and has every section and picture")
    void wellFormed() throws Exception {
        Document document = parsed(page);
        assertThat(texts(document, "h2"))
                .containsExactly(
                        "Learning",
                        "Work",
                        "Data and samples",
                        "Calibration of log-density",
                        "Configuration",
                        "Environment");
        int pictures = 1 + 2 + 3 + 4 + 6 + 2;
        assertThat(document.getElementsByTagName("figure").getLength()).isEqualTo(1 + 2 + 3 + 2);
        assertThat(named(document, "img")).isEqualTo(pictures);
        assertThat(document.getElementsByTagName("image").getLength()).isEqualTo(6 * 2 * 2);
    }

    @Test
    @DisplayName("U01 the page names result, interval, baselines and SHA-256 of θ")
    void headline() {
        assertThat(page).contains("3.504", "± 0.035 nats", "Gaussian, full covariance", "4.731", Reports.SHA);
        assertThat(page).contains("kept: the model of the last round, 60", ">nats, standardised columns<");
    }

    @Test
    @DisplayName("U01 nothing in the page refers to anything outside of it")
    void selfContained() {
        assertThat(page).contains("default-src &#39;none&#39;");
        assertThat(Pattern.compile("(?:href|src)=\"(?!data:image/png;)|url\\(|@import")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(page).doesNotContain("://").doesNotContain("<script").doesNotContain("<link");
    }

    @Test
    @DisplayName("baselines beyond the learning curves are named; one evaluation has a bar, several a band")
    void learning() {
        assertThat(page).contains("Above the picture: Gaussian, full covariance (9.602).", "its band is the 95");
        assertThat(page).doesNotContain("class=\"whisker", "Below the picture");
        ReportData good = Reports.flights(Reports.plainColumns());
        Markup brief = new Markup();
        LearningSection.add(brief, Reports.withRounds(good, Rounds.run(2)));
        assertThat(brief.toString())
                .contains("class=\"whisker second\"", "the bar through its point", "Below the picture: ")
                .doesNotContain("band", "cut off");
        Markup none = new Markup();
        LearningSection.add(none, Reports.withRounds(good, Rounds.run(1)));
        assertThat(none.toString()).doesNotContain("whisker", "averaged parameters");
    }

    @Test
    @DisplayName("phases are marked and told; the loss of flow-matching has a picture of its own, and no NaN is shown")
    void phases() throws Exception {
        String two = learning(Rounds.phases(20, 60));
        assertThat(two)
                .contains(
                        "Trained in 2 phases: flow-matching for 20 rounds (5.0 s), then likelihood for 60 rounds (1:54).",
                        ">1 flow-matching<",
                        ">2 likelihood<",
                        "Loss of flow-matching",
                        "chosen by exact validation NLL",
                        "Training that falls on");
        assertThat(two.split("class=\"phase\"", -1)).as("a line in both curves").hasSize(1 + 2);
        assertThat(learning(Rounds.phases(1, 60, 1, 2)))
                .contains("Trained in 4 phases", ">1<", "then flow-matching for 1 round");
        String matchedOnly = learning(Rounds.phases(20));
        assertThat(matchedOnly)
                .contains("Trained by flow-matching for 20 rounds", "Against rounds")
                .doesNotContain("class=\"phase\"", "Upright lines", ">training<", "Training that falls on");
        assertThat(learning(Rounds.unvalidated(Rounds.phases(20))))
                .contains("which validation records would show")
                .doesNotContain("Against rounds");
        assertThat(learning(Rounds.unvalidated(Rounds.phases(3, 4)))).contains("Against rounds", ">training<");
        assertThat(learning(Rounds.run(60))).doesNotContain("phase", "flow-matching", "to the tolerance");
        assertThat(learning(gapped(0.0))).contains("its solver is exact enough");
        assertThat(learning(gapped(0.25))).contains("a loss up to 0.250 ± 0.020 nats above that of training");
    }

    @Test
    @DisplayName("the table of rounds has a column for each kind of loss there is")
    void table() throws Exception {
        ReportData good = Reports.flights(Reports.plainColumns());
        assertThat(texts(parsed(page), "th")).contains("train, nats").doesNotContain("phase", "mean |f − u|²");
        Document phases = parsed(ReportPage.html(Reports.withRounds(good, Rounds.phases(2, 2))));
        assertThat(texts(phases, "th")).contains("phase", "train, nats", "mean |f − u|²");
        assertThat(texts(phases, "td"))
                .contains("1 flow-matching", "2 likelihood")
                .doesNotContain("not a number");
    }

    private static List<RoundRecord> gapped(double gap) {
        return List.of(
                Rounds.round(1, 2).with(Optional.of(new Estimate(0, 0.01, 256))),
                Rounds.round(2, 2).with(Optional.of(new Estimate(gap, 0.01, 256))));
    }

    /** Well formed, and without a number that is none. */
    private static String learning(List<RoundRecord> rounds) throws Exception {
        ReportData data = Reports.withRounds(Reports.flights(Reports.plainColumns()), rounds);
        String page = ReportPage.html(data);
        parsed(page);
        assertThat(page).doesNotContain("NaN", "not a number", "Infinity");
        Markup section = new Markup();
        LearningSection.add(section, data);
        return section.toString();
    }

    @Test
    @DisplayName("each picture has words for those who do not see it")
    void accessible() throws Exception {
        NodeList pictures = parsed(page).getElementsByTagName("svg");
        for (int i = 0; i < pictures.getLength(); i++) {
            Element picture = (Element) pictures.item(i);
            if (picture.getAttribute("class").startsWith("plot")) {
                assertThat(picture.getAttribute("aria-label")).hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    @DisplayName("U03 hostile names of columns, settings and runs are shown as text")
    void hostile() throws Exception {
        List<Column> columns =
                List.of(new Column(HOSTILE, HOSTILE), new Column("b", ""), new Column("c", ""), new Column("d", ""));
        ReportData good = Reports.flights(columns);
        String hostile = ReportPage.html(new ReportData(
                HOSTILE,
                good.written(),
                good.result(),
                HOSTILE,
                good.rounds(),
                good.columns(),
                HOSTILE,
                good.pairs(),
                HOSTILE,
                good.calibration(),
                List.of(new Fact(HOSTILE, HOSTILE)),
                List.of(new Fact(HOSTILE, HOSTILE)),
                good.environment()));
        assertThat(hostile).doesNotContain("<script").doesNotContain("<img").doesNotContain("\u0000");
        assertThat(texts(parsed(hostile), "dt")).contains(HOSTILE.replace('\u0000', '\uFFFD'));
        assertThat(named(parsed(hostile), "img")).isEqualTo(named(parsed(page), "img"));
    }

    @Test
    @DisplayName("U07 a run that ended before its first round still gets a page")
    void bare() throws Exception {
        RunResult result = new RunResult(
                "diverged in round 1",
                Reports.SHA,
                2,
                Optional.empty(),
                List.of(),
                List.of(),
                new Totals(0, 0, 0.1),
                ErrorBudget.UNKNOWN,
                Optional.empty(),
                Optional.empty());
        ReportData data = new ReportData(
                "bare",
                Instant.EPOCH,
                result,
                "",
                List.of(),
                List.of(),
                "",
                List.of(),
                "",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        assertThat(texts(parsed(ReportPage.html(data)), "h2")).containsExactly("Environment");
    }

    private static long named(Document document, String role) {
        NodeList all = document.getElementsByTagName("svg");
        return java.util.stream.IntStream.range(0, all.getLength())
                .filter(i -> ((Element) all.item(i)).getAttribute("role").equals(role))
                .count();
    }

    private static List<String> texts(Document document, String tag) {
        NodeList all = document.getElementsByTagName(tag);
        return java.util.stream.IntStream.range(0, all.getLength())
                .mapToObj(i -> all.item(i).getTextContent())
                .toList();
    }

    /** The page is written so that it is XML too, which makes a strict check of its nesting free. */
    private static Document parsed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
