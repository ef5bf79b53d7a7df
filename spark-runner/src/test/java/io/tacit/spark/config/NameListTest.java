package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of names can be given again. */
class NameListTest {
    private static DataConfig data(Map<String, String> columns) {
        return ConfigLoader.again(Map.of("data.path", "x", "output", "y", "training.rounds", "1"), columns)
                .config()
                .data();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a b",
                "a.b",
                "a,b",
                "a`b",
                "höhe",
                "\"q\"",
                "say \"hi\"",
                "5\" disk",
                " lead",
                "x;y (text)",
                "p:q",
                "k=1",
                "k=",
                "f[0]",
                "l,s[0]",
                "it's",
                "$x",
                "two\nlines"
            })
    @DisplayName("in every option that takes names of columns, among others")
    void roundTrip(String name) {
        String shown = NameList.shown(List.of("first", name, "last"));
        assertThat(NameList.split(shown)).containsExactly("first", name, "last");
        DataConfig data = data(Map.of(
                "data.columns",
                shown,
                "data.id",
                NameList.shown(name),
                "data.dequantize",
                "first," + NameList.shown(name) + "=0.5"));
        assertThat(data.columns()).containsExactly("first", name, "last");
        assertThat(data.id()).contains(name);
        assertThat(data.dequantize()).containsExactly(new Dequantize("first", 1), new Dequantize(name, 0.5));
        String pair = NameList.shown(name) + ":last";
        String chosen = NameList.split(NameList.joined(List.of(pair))).get(0);
        for (String written : List.of(pair, chosen, name + ":last")) {
            assertThat(ReportConfig.numbers(written, List.of("first", name, "last")))
                    .hasValueSatisfying(found -> assertThat(found).containsExactly(1, 2));
        }
    }

    @Test
    @DisplayName("plain names stay plain; one word of a shell where it has to be")
    void words() {
        assertThat(NameList.shown(List.of("a b", "höhe", "a,b"))).isEqualTo("a b, höhe, \"a,b\"");
        assertThat(List.of(NameList.inShell("x=0.5"), NameList.inShell("f[0]"), NameList.inShell("it's")))
                .containsExactly("x=0.5", "'f[0]'", "'it'\\''s'");
    }
}
