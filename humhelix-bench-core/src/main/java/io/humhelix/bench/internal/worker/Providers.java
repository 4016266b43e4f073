package io.humhelix.bench.internal.worker;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the provider that the harness found, and instantiates no other. */
final class Providers {

  /** The fake backend is not a service, so that no listing shows it. */
  private static final String FAKE = "io.humhelix.bench.testkit.FakeBackend";

  private Providers() {}

  static SutProvider named(String type) throws SutException {
    try {
      Optional<ServiceLoader.Provider<SutProvider>> found =
          ServiceLoader.load(SutProvider.class, ClassLoader.getSystemClassLoader()).stream()
              .filter(provider -> provider.type().getName().equals(type))
              .findFirst();
      if (found.isPresent()) {
        return found.get().get();
      }
      if (type.equals(FAKE)) {
        return (SutProvider) Class.forName(type).getConstructor().newInstance();
      }
    } catch (ServiceConfigurationError | ReflectiveOperationException e) {
      throw new SutException(
          FailureKind.BACKEND_BUG,
          "backend class " + type + " could not be made in the worker: " + e.getMessage(),
          "Remove what is broken from the class path, or report it to the backend's author.",
          e);
    }
    throw new SutException(
        FailureKind.BACKEND_BUG,
        "the worker process does not find the backend class " + type + ", which the harness found",
        "Put the backend on the class path or module path of the application, or set isolation to"
            + " in-process.");
  }
}
