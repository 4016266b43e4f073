package io.humhelix.bench.internal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderRegistryTest {

  /** A provider whose constructor throws. */
  public static final class Throwing extends FakeProvider {
    public Throwing() {
      throw new IllegalStateException("no licence");
    }
  }

  /** A provider whose class cannot be initialised, as with a missing native library. */
  public static final class Unlinked extends FakeProvider {
    static {
      load();
    }

    private static void load() {
      System.loadLibrary("humhelix-no-such-library");
    }
  }

  /** A provider in order. */
  public static final class Good extends FakeProvider {
    public Good() {
      id = "good";
    }
  }

  /** A provider that throws when asked for its id. */
  public static final class Nameless extends FakeProvider {
    @Override
    public String id() {
      throw new NoClassDefFoundError("com/example/Gone");
    }
  }

  private static ProviderRegistry discover(Path folder, String... entries) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(SutProvider.class.getName()), List.of(entries));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return ProviderRegistry.of(List.of(), Map.of(), true);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void containsBrokenProvidersAndNamesThem(@TempDir Path folder) throws IOException {
    ProviderRegistry registry =
        discover(
            folder,
            Throwing.class.getName(),
            Unlinked.class.getName(),
            "com.example.Missing",
            Nameless.class.getName(),
            Good.class.getName());
    assertTrue(registry.find("good").problem().isEmpty());
    String problems =
        registry.backends().stream()
            .flatMap(b -> b.problem().stream())
            .map(Issue::text)
            .toList()
            .toString();
    assertTrue(problems.contains("no licence"), problems);
    assertTrue(problems.contains("humhelix-no-such-library"), problems);
    assertTrue(problems.contains("com.example.Missing"), problems);
    assertTrue(problems.contains("com/example/Gone"), problems);
    assertEquals(
        4, registry.backends().stream().filter(b -> b.problem().isPresent()).count(), problems);
  }

  @Test
  void survivesARegistrationFileThatIsGarbage(@TempDir Path folder) throws IOException {
    ProviderRegistry registry = discover(folder, "not a class name!", Good.class.getName());
    assertTrue(registry.backends().stream().anyMatch(b -> b.problem().isPresent()));
  }

  @Test
  void refusesBothOfTwoWithOneId() {
    ProviderRegistry registry =
        ProviderRegistry.of(List.of(new Good(), new Good()), Map.of(), false);
    Issue problem = registry.find("good").problem().orElseThrow();
    assertEquals("backend-duplicate", problem.code());
    assertEquals(2, registry.backends().stream().filter(b -> b.problem().isPresent()).count());
  }

  @Test
  void refusesAnotherVersionOfTheSpi() {
    FakeProvider old = new FakeProvider();
    old.version = SutProvider.SPI_VERSION - 1;
    FakeProvider newer = new FakeProvider();
    newer.id = "newer";
    newer.version = SutProvider.SPI_VERSION + 1;
    ProviderRegistry registry = ProviderRegistry.of(List.of(old, newer), Map.of(), false);
    Issue problem = registry.find("fake").problem().orElseThrow();
    assertEquals("backend-spi-version", problem.code());
    assertTrue(problem.remedy().contains("backend"));
    assertTrue(registry.find("newer").problem().orElseThrow().remedy().contains("humhelix-bench"));
  }

  @Test
  void refusesAnIdThatDefinitionsCannotWrite() {
    FakeProvider odd = new FakeProvider();
    odd.id = "Not An Id";
    ProviderRegistry registry = ProviderRegistry.of(List.of(odd), Map.of(), false);
    assertEquals("backend-broken", registry.backends().get(0).problem().orElseThrow().code());
  }

  @Test
  void saysWhatIsInstalledWhenOneIsMissing() {
    ProviderRegistry registry =
        ProviderRegistry.of(List.of(new Good()), Map.of("mine", mock(Sut.class)), false);
    Issue problem = registry.find("faster-whisper").problem().orElseThrow();
    assertEquals("backend-missing", problem.code());
    assertTrue(
        problem
            .message()
            .contains("backend 'faster-whisper' is not installed; installed: good, mine"),
        problem.message());
    assertFalse(problem.remedy().isEmpty());
    String misspelt = registry.find("goood").problem().orElseThrow().message();
    assertTrue(misspelt.endsWith("installed: good, mine; did you mean good?"), misspelt);
  }
}
