package io.tacit.spark.transport.akka;

import io.tacit.spark.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the processes of one application share and nobody else has: an EC key with its certificate. All of them show the
 * same certificate and trust no other, so that TLS with client authentication lets in exactly who holds the key.
 *
 * <p>Made anew on the driver for every application. It reaches executors inside of Spark's tasks, that is, as well
 * protected as Spark's own channel ({@code spark.authenticate}, {@code spark.network.crypto.enabled}), and is never
 * written to a disk that outlives {@link #generate}.
 */
public final class Secret implements Serializable {
    static final String PROTOCOL = "TLSv1.3";

    private static final long serialVersionUID = 1L;
    private static final int PASSWORD_BYTES = 32;

    private final byte[] keyStore;
    private final String password;

    Secret(byte[] keyStore, String password) {
        this.keyStore = keyStore.clone();
        this.password = password;
    }

    /**
     * A new key, made by the {@code keytool} of this Java in about a second.
     *
     * @throws TransportException where there is no keytool or it makes no key
     */
    public static Secret generate() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        return new Secret(Keytool.ofThisJava().newKeyStore(password), password);
    }

    /** Holds the key and trusts its certificate alone. */
    SSLContext tls() {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(keyStore), password.toCharArray());
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(keys, password.toCharArray());
            TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
            trusted.init(certificateOnly(keys));
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TransportException("the application's key cannot be used for TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore certificateOnly(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore pinned = KeyStore.getInstance("PKCS12");
        pinned.load(null, null);
        pinned.setCertificateEntry(Keytool.ALIAS, keys.getCertificate(Keytool.ALIAS));
        return pinned;
    }

    /** Nothing of the key, since texts end in logs. */
    @Override
    public String toString() {
        return "Secret[not shown]";
    }
}
