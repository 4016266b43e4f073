package io.humhelix.bench.backend.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address of a server, without anything secret: user info, query and fragment are refused, and
 * no message quotes them.
 */
final class ServerUrl {

  private static final Pattern USER_INFO = Pattern.compile("^[^/?#]*//[^/?#]*@.*", Pattern.DOTALL);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String VERSION_PATH = "/v1";
  private static final int HIGHEST_PORT = 65_535;

  private final URI base;

  private ServerUrl(URI base) {
    this.base = base;
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is not one; the message has what is wrong, nothing more
   */
  static ServerUrl of(String text) {
    if (USER_INFO.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "holds a user name or password before an '@', which results would show");
    }
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      // The exception quotes the text.
      throw new IllegalArgumentException("is not a URL", null);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("does not start with http:// or https://");
    }
    if (uri.getHost() == null || uri.getPort() > HIGHEST_PORT) {
      throw new IllegalArgumentException("has no host, or a port that does not exist");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("has a query or fragment, which may hold secrets");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    return new ServerUrl(URI.create(scheme + "://" + uri.getRawAuthority() + path));
  }

  /**
   * Returns the address of a path below the server's. A base address that ends in {@code /v1}, as
   * OpenAI's clients write it, does not get a second one.
   */
  URI resolve(String path) {
    String start = base.toString();
    boolean doubled = start.endsWith(VERSION_PATH) && path.startsWith(VERSION_PATH + "/");
    return URI.create(start + (doubled ? path.substring(VERSION_PATH.length()) : path));
  }

  boolean encrypted() {
    return base.getScheme().equals("https");
  }

  boolean loopback() {
    return LOOPBACK.contains(base.getHost().toLowerCase(Locale.ROOT));
  }

  /** Returns where it listens; unresolved if its name is not known. */
  InetSocketAddress address() {
    int usual = encrypted() ? 443 : 80;
    return new InetSocketAddress(base.getHost(), base.getPort() < 0 ? usual : base.getPort());
  }

  /** Returns host and port, for messages. */
  String authority() {
    return base.getRawAuthority();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
