package io.humhelix.bench.internal.provider;

import io.humhelix.bench.internal.provider.Contained.BrokenBackendException;
import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every backend that was found, usable or not. Immutable. */
public final class ProviderRegistry {

  private static final Logger log = LoggerFactory.getLogger(ProviderRegistry.class);

  /** A registration file with more broken entries than this is not read to its end. */
  private static final int MOST_BROKEN_ENTRIES = 100;

  private final List<Backend> backends;

  private ProviderRegistry(List<Backend> backends) {
    this.backends = backends;
  }

  /**
   * Collects backends.
   *
   * @param explicit providers of the host
   * @param suts ready systems of the host by backend id
   * @param discovery whether to search by ServiceLoader
   */
  public static ProviderRegistry of(
      List<SutProvider> explicit, Map<String, Sut> suts, boolean discovery) {
    List<Backend> found = new ArrayList<>();
    explicit.forEach(provider -> found.add(examine(provider)));
    suts.forEach((id, sut) -> found.add(examine(new ReadySut(id, sut))));
    if (discovery) {
      discover(found);
    }
    List<Backend> checked = refuseDuplicates(found);
    for (Backend backend : checked) {
      backend
          .problem()
          .ifPresent(p -> log.warn("backend {} cannot be used: {}", backend.id(), p.text()));
    }
    checked.sort(Comparator.comparing(Backend::id).thenComparing(Backend::origin));
    return new ProviderRegistry(List.copyOf(checked));
  }

  /** Returns all, in the order of their ids. */
  public List<Backend> backends() {
    return backends;
  }

  /** Returns the usable ones that a fresh JVM would find too. */
  public List<SutProvider> discovered() {
    return backends.stream()
        .filter(backend -> backend.discovered() && backend.problem().isEmpty())
        .flatMap(backend -> backend.provider().stream())
        .toList();
  }

  /** Returns the backend with that id, or else one issue that says why there is none. */
  public Backend find(String id) {
    List<Backend> same = backends.stream().filter(b -> b.id().equals(id)).toList();
    if (!same.isEmpty()) {
      return same.get(0);
    }
    List<String> usable =
        backends.stream().filter(b -> b.problem().isEmpty()).map(Backend::id).toList();
    List<Backend> broken = backends.stream().filter(b -> b.provider().isEmpty()).toList();
    String alsoBroken =
        broken.isEmpty()
            ? ""
            : " Broken, and perhaps the one you want: "
                + broken.stream()
                    .map(b -> b.id() + " (" + b.problem().map(Issue::message).orElse("") + ")")
                    .collect(Collectors.joining("; "))
                + ".";
    return Backend.broken(
        id,
        "",
        Issue.error(
            "backend-missing",
            "backend '"
                + id
                + "' is not installed; installed: "
                + (usable.isEmpty() ? "none" : String.join(", ", usable))
                + "."
                + alsoBroken,
            Suggestion.nearest(id, backends.stream().map(Backend::id).toList())
                    .map(meant -> "Did you mean " + meant + "? Else add")
                    .orElse("Add")
                + " the backend's jar to the class path or module path, or choose another"
                + " backend."));
  }

  private static void discover(List<Backend> found) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ProviderRegistry.class.getClassLoader() : context;
    Iterator<ServiceLoader.Provider<SutProvider>> services =
        ServiceLoader.load(SutProvider.class, loader).stream().iterator();
    for (int broken = 0; broken < MOST_BROKEN_ENTRIES; ) {
      ServiceLoader.Provider<SutProvider> service;
      try {
        if (!services.hasNext()) {
          return;
        }
        service = services.next();
      } catch (ServiceConfigurationError | LinkageError e) {
        found.add(brokenEntry(e));
        broken++;
        continue;
      }
      found.add(instantiate(service));
    }
  }

  private static Backend instantiate(ServiceLoader.Provider<SutProvider> service) {
    String type = "provider";
    try {
      type = service.type().getName();
      return examine(Contained.call(service::get)).asDiscovered();
    } catch (BrokenBackendException e) {
      return Backend.broken(
          type,
          type,
          Issue.error(
              "backend-broken",
              "backend class " + type + " could not be created: " + e.getMessage(),
              "Report it to the backend's author, or remove its jar."));
    } catch (LinkageError e) {
      return brokenEntry(e);
    }
  }

  private static Backend brokenEntry(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    return Backend.broken(
        "registration",
        "META-INF/services/" + SutProvider.class.getName(),
        Issue.error(
            "backend-broken",
            "a registered backend could not be found: " + message,
            "Repair or remove the jar whose registration names it."));
  }

  private static Backend examine(SutProvider provider) {
    String type = provider.getClass().getName();
    String origin = Backend.originOf(provider.getClass());
    try {
      int version = Contained.call(provider::spiVersion);
      String id = Contained.call(provider::id);
      if (id == null || !id.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
        return Backend.broken(
            type,
            origin,
            Issue.error(
                "backend-broken",
                "backend class "
                    + type
                    + " has the id '"
                    + id
                    + "'; allowed: lower-case letters and digits, with dashes and dots between them.",
                "Report it to the backend's author."));
      }
      Backend backend = Backend.usable(id, provider);
      if (version != SutProvider.SPI_VERSION) {
        return backend.unusable(
            Issue.error(
                "backend-spi-version",
                "backend '"
                    + id
                    + "' was built for version "
                    + version
                    + " of the SPI; this harness has version "
                    + SutProvider.SPI_VERSION
                    + ".",
                version < SutProvider.SPI_VERSION
                    ? "Use a newer release of the backend."
                    : "Use a newer release of humhelix-bench."));
      }
      return backend;
    } catch (BrokenBackendException e) {
      return Backend.broken(
          type,
          origin,
          Issue.error(
              "backend-broken",
              "backend class " + type + " could not give its id: " + e.getMessage(),
              "Report it to the backend's author, or remove its jar."));
    }
  }

  private static List<Backend> refuseDuplicates(List<Backend> found) {
    Map<String, List<Backend>> byId =
        found.stream()
            .filter(b -> b.provider().isPresent())
            .collect(Collectors.groupingBy(Backend::id));
    List<Backend> checked = new ArrayList<>();
    for (Backend backend : found) {
      List<Backend> same =
          Optional.ofNullable(byId.get(backend.id()))
              .filter(b -> backend.provider().isPresent())
              .orElse(List.of());
      if (same.size() < 2) {
        checked.add(backend);
        continue;
      }
      String origins = same.stream().map(Backend::origin).collect(Collectors.joining(" and "));
      checked.add(
          backend.unusable(
              Issue.error(
                  "backend-duplicate",
                  same.size() + " backends have the id '" + backend.id() + "': " + origins + ".",
                  "Remove all but one, or switch discovery off and pass the one you want.")));
    }
    return checked;
  }
}
