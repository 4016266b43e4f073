package io.humhelix.bench.internal.provider;

import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutProvider;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A backend that was found.
 *
 * @param id its id, or the class name if it has none
 * @param origin class and place of its code
 * @param provider the provider; empty if it could not be created
 * @param problem why it cannot be used; empty if it can
 * @param discovered whether it was found by its class, not passed as an object
 */
public record Backend(
    String id,
    String origin,
    Optional<SutProvider> provider,
    Optional<Issue> problem,
    boolean discovered) {

  static Backend usable(String id, SutProvider provider) {
    return new Backend(
        id, originOf(provider.getClass()), Optional.of(provider), Optional.empty(), false);
  }

  static Backend broken(String id, String origin, Issue problem) {
    return new Backend(id, origin, Optional.empty(), Optional.of(problem), true);
  }

  /** Returns whether it is a live system that the host passed, of which there is but that one. */
  public boolean isLive() {
    return provider.filter(ReadySut.class::isInstance).isPresent();
  }

  Backend unusable(Issue reason) {
    return new Backend(id, origin, provider, Optional.of(reason), discovered);
  }

  Backend asDiscovered() {
    return new Backend(id, origin, provider, problem, true);
  }

  static String originOf(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? type.getName()
        : type.getName() + " in " + placeOf(source.getLocation());
  }

  /** A path as people write it, without the escapes of a URL. */
  private static String placeOf(URL location) {
    try {
      return Path.of(location.toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return location.toString();
    }
  }
}
