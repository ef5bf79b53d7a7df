package io.tacit.it;

import static io.tacit.it.SmallTraining.LIMIT;
import static io.tacit.it.SmallTraining.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.it.SharedCluster.Undisturbed;
import io.tacit.it.StandaloneCluster.Layout;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clusters whose processes authenticate each other and encrypt what they say. */
@ExtendWith(SharedCluster.class)
class SecureClusterIT {
    private static final String SECRET = "a secret of this test 4711";

    @TempDir
    Path folder;

    @Test
    @DisplayName("C30 spark.authenticate with spark.network.crypto: the same SHA-256, a stranger is turned away")
    void authenticated(Undisturbed expected) throws Exception {
        Map<String, String> settings = Map.of(
                "spark.authenticate", "true",
                "spark.authenticate.secret", SECRET,
                "spark.network.crypto.enabled", "true",
                "spark.io.encryption.enabled", "true");
        try (StandaloneCluster cluster =
                StandaloneCluster.start(folder, Layout.twoWorkers().with(settings))) {
            assertTrainsAlike(cluster, expected);

            ChildProcess stranger = SmallTraining.in(folder.toString(), cluster)
                    .shortLived()
                    .conf("spark.authenticate.secret=another")
                    .start("stranger");
            // Spark itself gives up only after a minute.
            stranger.awaitOutput(Pattern.compile("(AuthClientBootstrap: New auth protocol failed)"), LIMIT);
            assertThat(folder.resolve("stranger")).doesNotExist();
        }
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a port scan of the driver and the executors of a running job: no port answers a stranger")
    void portScan() throws Exception {
        Map<String, String> settings = Map.of(
                "spark.authenticate", "true",
                "spark.authenticate.secret", SECRET,
                "spark.network.crypto.enabled", "true");
        try (StandaloneCluster cluster =
                StandaloneCluster.start(folder, Layout.twoWorkers().with(settings))) {
            SmallTraining training = SmallTraining.in(folder.toString(), cluster)
                    .shortLived()
                    .ofLongRounds()
                    .with("--transport", "akka", "--rounds", "100000");
            ChildProcess app = training.start("scanned");
            training.awaitCheckpoint("scanned", 2, app);

            List<ProcessHandle> scanned = new ArrayList<>(cluster.executors());
            scanned.add(app.handle());
            assertThat(scanned).hasSize(3);
            for (ProcessHandle process : scanned) {
                // Spark's block manager and the actor system, on the driver Spark's endpoints too.
                assertThat(PortScan.listening(process)).hasSizeGreaterThanOrEqualTo(2);
                for (InetSocketAddress port : PortScan.listening(process)) {
                    assertThat(PortScan.answer(port))
                            .as("%s of %s", port, process.info())
                            .isEmpty();
                }
            }
            assertThat(app.handle().isAlive()).as(app::lastLines).isTrue();
        }
    }

    @Test
    @Tag(SmallTraining.CHAOS)
    @DisplayName("C30 spark.ssl.rpc: the same SHA-256 over TLS")
    void tls(Undisturbed expected) throws Exception {
        Path keys = keyStore();
        Map<String, String> settings = Map.of(
                "spark.authenticate", "true",
                "spark.authenticate.secret", SECRET,
                "spark.ssl.rpc.enabled", "true",
                "spark.ssl.rpc.protocol", "TLSv1.3",
                "spark.ssl.rpc.keyStore", keys.toString(),
                "spark.ssl.rpc.keyStorePassword", "changeit",
                "spark.ssl.rpc.keyPassword", "changeit",
                "spark.ssl.rpc.trustStore", keys.toString(),
                "spark.ssl.rpc.trustStorePassword", "changeit");
        try (StandaloneCluster cluster =
                StandaloneCluster.start(folder, Layout.twoWorkers().with(settings))) {
            assertTrainsAlike(cluster, expected);
        }
    }

    private void assertTrainsAlike(StandaloneCluster cluster, Undisturbed expected) throws Exception {
        ChildProcess app =
                SmallTraining.in(folder.toString(), cluster).shortLived().finished("secured");
        assertThat(sha256(app)).isEqualTo(expected.sha256());
        assertThat(app.stdout() + app.stderr()).doesNotContain(SECRET, "changeit");
        assertThat(folder.resolve("secured/report.html")).content().doesNotContain(SECRET, "changeit");
    }

    private Path keyStore() throws Exception {
        Path keys = folder.resolve("keys.p12");
        List<String> command = List.of(
                SparkHome.java().resolveSibling("keytool").toString(),
                "-genkeypair",
                "-alias",
                "spark",
                "-keyalg",
                "EC",
                "-dname",
                "CN=spark",
                "-ext",
                "san=ip:127.0.0.1,ip:127.0.0.2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit");
        ChildProcess made = ChildProcess.start("keytool", folder, Map.of(), command);
        assertThat(made.awaitExit(LIMIT)).as(made::lastLines).isZero();
        return keys;
    }
}
