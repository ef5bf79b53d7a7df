package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose results are not numbers. */
@Tag(SmallTraining.CHAOS)
@ExtendWith(SharedCluster.class)
class NanWorkerIT {
    private static final Pattern RUN = Pattern.compile("(?m)^(rdd|akka) rejected=\\[([\\d, ]+)] (\\w{64})$");

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "C21 workers with NaN are left out and counted in every round, on both transports, on executors as in one process:"
                    + " the same SHA-256")
    void leftOut(StandaloneCluster cluster) throws Exception {
        String data = SmallTraining.in(folder.toString(), cluster).data();
        List<MatchResult> there = runs(cluster, data, List.of());
        List<MatchResult> here = runs(cluster, data, List.of("--master", "local[3]"));

        List<MatchResult> all = List.of(there.get(0), there.get(1), here.get(0), here.get(1));
        assertThat(all).extracting(run -> run.group(3)).containsOnly(all.get(0).group(3));
        assertThat(all).allSatisfy(run -> assertThat(run.group(2).split(", ", -1))
                .hasSize(4)
                .containsOnly(all.get(0).group(2).substring(0, 1))
                .doesNotContain("0", "8"));
    }

    private List<MatchResult> runs(StandaloneCluster cluster, String data, List<String> where) throws Exception {
        List<String> options = new ArrayList<>(where);
        options.addAll(List.of(
                "--class",
                NanWorker.class.getName(),
                "--jars",
                SparkHome.tacitJar().toString()));
        ChildProcess app = cluster.submit(options, AppJar.of(folder, NanWorker.class), data, "rdd,akka");
        assertThat(app.awaitExit(SmallTraining.LIMIT)).as(app::lastLines).isZero();
        List<MatchResult> runs = RUN.matcher(app.stdout()).results().toList();
        assertThat(runs).as(app::lastLines).hasSize(2);
        return runs;
    }
}
