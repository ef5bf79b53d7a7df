package io.tacit.spark.transport.akka;

import io.tacit.spark.transport.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's program that makes keys with certificates, for which the JDK has no public class. The file it writes lies in
 * a folder that only this user can enter, and is gone when the call returns.
 *
 * @param limit on the time that making a key may take
 */
record Keytool(Path program, Duration limit) {
    static final String ALIAS = "tacit";

    private static final String PASSWORD = "TACIT_STORE_PASSWORD";
    /** The password is as random as a key: deriving one from it slowly would only cost time at every start. */
    private static final List<String> ITERATE_ONCE = List.of(
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.macIterationCount=1");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Keytool ofThisJava() {
        return new Keytool(Path.of(System.getProperty("java.home"), "bin", "keytool"), LIMIT);
    }

    /** A PKCS12 store with one EC key and its self-signed certificate. */
    byte[] newKeyStore(String password) {
        if (!Files.isExecutable(program)) {
            throw new TransportException(
                    "transport akka needs the JDK's keytool to make a key, but there is no program " + program
                            + "; run the driver with a complete JDK or JRE, or use transport rdd");
        }
        try {
            Path folder = Files.createTempDirectory("tacit-key"); // rwx for the owner alone
            Path store = folder.resolve("key.p12");
            try {
                run(store, password);
                return Files.readAllBytes(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new TransportException("keytool could not make a key: " + e.getMessage(), e);
        }
    }

    private void run(Path store, String password) throws IOException {
        ProcessBuilder command = new ProcessBuilder(command(store)).redirectErrorStream(true);
        // Arguments are shown to every user of the machine, the environment is not.
        command.environment().put(PASSWORD, password);
        Process process = command.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TransportException("keytool made no key within " + limit.toSeconds()
                        + " s; look whether the driver's machine is overloaded or short of random numbers");
            }
            if (process.exitValue() != 0) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new TransportException("keytool ended with " + process.exitValue() + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while keytool made a key", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Path store) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(ITERATE_ONCE);
        words.addAll(List.of("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1"));
        words.addAll(List.of("-sigalg", "SHA256withECDSA", "-dname", "CN=tacit"));
        // Valid from yesterday: the clocks of a cluster differ.
        words.addAll(List.of("-startdate", "-1d", "-validity", "3650"));
        words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", PASSWORD));
        return words;
    }
}
