package io.humhelix.bench.backend.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;

/**
 * What the JDK's client can be told by system properties alone, and reads once in the life of a
 * JVM. Values that a host has set are kept, so the effect is asked for and never assumed.
 */
final class ClientSettings {

  private static final String RESTRICTED = "jdk.httpclient.allowRestrictedHeaders";
  private static final String RETRY_CONNECT = "jdk.httpclient.disableRetryConnect";

  private ClientSettings() {}

  /** Switches off the second attempt to connect, and allows {@code Connection: close}. */
  static void apply() {
    if (System.getProperty(RETRY_CONNECT) == null) {
      System.setProperty(RETRY_CONNECT, "true");
    }
    String allowed = System.getProperty(RESTRICTED, "");
    if (!allowed.toLowerCase(Locale.ROOT).contains("connection")) {
      System.setProperty(RESTRICTED, allowed.isEmpty() ? "connection" : allowed + ",connection");
    }
  }

  /** Returns whether a request may ask for the end of its connection. */
  static boolean connectionHeaderAllowed() {
    return headerAllowed("Connection");
  }

  /** Returns whether a request may have a header. */
  static boolean headerAllowed(String name) {
    apply();
    try {
      HttpRequest.newBuilder(URI.create("http://localhost")).header(name, "x");
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
