package io.tacit.spark.metrics.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacit.spark.metrics.report.ReportData.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The report of a run: one HTML page with its pictures in it.
 *
 * <p>It holds no script and asks for nothing from the network, which its own content security policy forbids as well.
 * Written as UTF-8.
 */
public final class ReportPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ReportPage() {}

    public static String html(ReportData data) {
        Markup page = new Markup();
        page.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        addHead(page, data);
        page.open("body").open("main");
        page.open("header");
        page.element("p", "Tacit · report of a run", "class", "eyebrow");
        page.element("h1", data.title());
        page.element("p", TIME.format(data.written()) + " · " + data.result().outcome(), "class", "quietly");
        if (!data.kept().isEmpty()) {
            page.element("p", data.kept(), "class", "quietly");
        }
        page.close("header");
        HeadlineSection.add(page, data);
        LearningSection.add(page, data);
        SolverSection.add(page, data);
        MarginalSection.add(page, data);
        CalibrationSection.add(page, data);
        RoundTable.add(page, data.rounds());
        addFacts(page, "Configuration", "What this run was asked for.", data.configuration());
        addDefaults(page, data.defaults());
        addFacts(
                page,
                "Environment",
                "Where the run took place. The SHA-256 is that of the parameters θ.",
                environment(data));
        page.element("footer", "This page holds all that it shows and asks for nothing from the network.");
        return page.close("main").close("body").close("html").raw("\n").toString();
    }

    private static void addHead(Markup page, ReportData data) {
        page.open("head").leaf("meta", "charset", "utf-8");
        page.leaf(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; img-src data:; style-src 'unsafe-inline'");
        page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("meta", "name", "color-scheme", "content", "light dark");
        page.element("title", data.title() + " · Tacit");
        page.open("style").raw(styleSheet()).close("style").close("head");
    }

    private static List<Fact> environment(ReportData data) {
        List<Fact> facts = new java.util.ArrayList<>(data.environment());
        facts.add(new Fact("SHA-256 of θ", data.result().thetaSha256()));
        data.result().model().ifPresent(place -> facts.add(new Fact("model", place)));
        return facts;
    }

    private static void addFacts(Markup page, String title, String explanation, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        page.open("section").element("h2", title).element("p", explanation, "class", "how");
        addList(page, facts);
        page.close("section");
    }

    /** Folded away: there are many, and most are nobody's concern. */
    private static void addDefaults(Markup page, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        page.open("details", "class", "more");
        page.element("summary", "All " + facts.size() + " other settings, with the values they had");
        addList(page, facts);
        page.close("details");
    }

    private static void addList(Markup page, List<Fact> facts) {
        page.open("dl", "class", "facts");
        for (Fact fact : facts) {
            page.open("div")
                    .element("dt", fact.name())
                    .element("dd", fact.value())
                    .close("div");
        }
        page.close("dl");
    }

    static String styleSheet() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(
                    Objects.requireNonNull(in, "report.css is missing from the jar")
                            .readAllBytes(),
                    UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
