package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.metrics.picture.Range;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class CurveImageTest {
    private static final CurveImage.Curve TWO_LINES = new CurveImage.Curve(
            "a < b",
            List.of(List.of(new double[] {0, 5}, new double[] {10, 3}), List.of(new double[] {0, 6}, new double[] {5, 4
            })));

    @Test
    @DisplayName("it is a whole SVG file with its style in it, that asks for nothing")
    void file() throws Exception {
        String svg = image(List.of(TWO_LINES)).svg();

        Element root = parsed(svg);
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getLocalName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("style").item(0).getTextContent())
                .contains(".line.first", ".line.fourth", "prefers-color-scheme");
        assertThat(svg).doesNotContain("href", "url(", "@import", "<script");
    }

    @Test
    @DisplayName("lines of one curve are drawn alike and have one entry in the key")
    void lines() {
        String svg = image(List.of(TWO_LINES)).svg();

        assertThat(svg.split("<path class=\"line first\"", -1)).hasSize(3);
        assertThat(svg.split("class=\"key\"", -1)).hasSize(2);
        assertThat(svg).contains(">a &lt; b</text>", ">3.46 nats</text>");
    }

    @Test
    @DisplayName("more curves than are told apart are refused")
    void tooMany() {
        assertThatThrownBy(() -> image(Collections.nCopies(5, TWO_LINES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("curves: expected 4 at most, which are told apart, got 5");
    }

    private static CurveImage image(List<CurveImage.Curve> curves) {
        return new CurveImage(
                "name",
                "description",
                new CurveImage.Side("seconds", new Range(0, 10)),
                new CurveImage.Side("nats", new Range(2, 7)),
                curves,
                Map.of("3.46 nats", 3.46));
    }

    private static Element parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }
}
