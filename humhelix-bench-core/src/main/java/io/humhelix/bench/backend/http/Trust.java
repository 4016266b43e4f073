package io.humhelix.bench.backend.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom TLS trusts. The name of the host is checked in any case. */
final class Trust {

  /** A file of certificates that cannot be used. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  private Trust() {}

  /**
   * Returns the trust in the certificates of a PEM file and no others.
   *
   * @param file empty for the JDK's own trust
   * @throws UnusableException if the file cannot be used
   */
  static Optional<SSLContext> of(Optional<String> file) throws UnusableException {
    return file.isEmpty() ? Optional.empty() : Optional.of(context(file.get()));
  }

  private static SSLContext context(String name) throws UnusableException {
    try {
      Collection<? extends Certificate> certificates = read(Path.of(name));
      if (certificates.isEmpty()) {
        throw new UnusableException("holds no certificate");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (CertificateException e) {
      throw new UnusableException("is not a PEM file of certificates");
    } catch (IOException | InvalidPathException e) {
      throw new UnusableException("cannot be read: " + e.getClass().getSimpleName());
    } catch (GeneralSecurityException e) {
      throw new UnusableException("cannot be used: " + e.getMessage());
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }
}
