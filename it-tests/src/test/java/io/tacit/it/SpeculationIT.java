package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that Spark starts once more because they are slow. */
@ExtendWith(SharedCluster.class)
class SpeculationIT {
    private static final Pattern RUN = Pattern.compile("(even|uneven) again=(\\d+) examples=(\\d+) (\\w{64})");

    @TempDir
    Path folder;

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("C14 of a task that sleeps and the one started in its stead, one counts: same examples, same SHA-256")
    void countsOnce(StandaloneCluster cluster) throws Exception {
        String data = SmallTraining.in(folder.toString(), cluster).data();
        ChildProcess app = cluster.submit(
                List.of(
                        "--class",
                        Straggler.class.getName(),
                        "--jars",
                        SparkHome.tacitJar().toString(),
                        "--conf",
                        "spark.speculation=true",
                        "--conf",
                        "spark.speculation.quantile=0.5",
                        "--conf",
                        "spark.speculation.minTaskRuntime=1s"),
                AppJar.of(folder, Straggler.class),
                data);

        assertThat(app.awaitExit(SmallTraining.LIMIT)).as(app::lastLines).isZero();
        List<Matcher> runs =
                app.stdout().lines().map(RUN::matcher).filter(Matcher::matches).toList();
        assertThat(runs).as(app::lastLines).hasSize(2);
        assertThat(Integer.parseInt(runs.get(1).group(2)))
                .isGreaterThan(Integer.parseInt(runs.get(0).group(2)));
        assertThat(runs.get(1).group(3)).isEqualTo(runs.get(0).group(3));
        assertThat(runs.get(1).group(4)).isEqualTo(runs.get(0).group(4));
    }
}
