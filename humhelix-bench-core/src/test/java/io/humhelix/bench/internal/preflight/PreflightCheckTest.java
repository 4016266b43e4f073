package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.internal.provider.ProviderRegistry;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.SutProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the host a worker process could not be given. */
class PreflightCheckTest {

  /** A backend that is in order. */
  public static final class Elsewhere extends FakeProvider {
    public Elsewhere() {
      id = "elsewhere";
    }
  }

  /** Defines that backend itself, as an application with plug-ins does. */
  private static final class PluginLoader extends URLClassLoader {
    private PluginLoader(Path services, ClassLoader parent) throws IOException {
      super(new URL[] {services.toUri().toURL()}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null && name.equals(Elsewhere.class.getName())
            ? define(name)
            : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @TempDir Path folder;

  private ProviderRegistry discoverElsewhere() throws IOException {
    Path services = Files.createDirectories(folder.resolve("plugin/META-INF/services"));
    Files.writeString(services.resolve(SutProvider.class.getName()), Elsewhere.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (PluginLoader loader = new PluginLoader(folder.resolve("plugin"), before)) {
      thread.setContextClassLoader(loader);
      return ProviderRegistry.of(List.of(), Map.of(), true);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private CheckedRunConfig check(
      ProviderRegistry registry, Optional<Issue> unfitHost, String backend, Isolation isolation)
      throws IOException {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, 1))
            .sut(SutSpec.of("sut", backend, "model"))
            .isolation(isolation)
            .build();
    return new PreflightCheck(registry, unfitHost, NativeChecksFakes.NONE)
        .check(definition, RunConfigs.expand(definition).get(0));
  }

  private static List<String> codes(CheckedRunConfig checked) {
    return checked.issues().stream().map(Issue::code).toList();
  }

  @Test
  void aBackendOfAnotherClassLoaderIsRefusedAWorker() throws Exception {
    ProviderRegistry registry = discoverElsewhere();
    CheckedRunConfig refused = check(registry, Optional.empty(), "elsewhere", Isolation.PROCESS);
    assertEquals(List.of("backend-class-loader"), codes(refused));
    assertTrue(refused.refused());
    assertTrue(refused.issues().get(0).message().contains("'elsewhere'"));
    CheckedRunConfig inProcess =
        check(registry, Optional.empty(), "elsewhere", Isolation.IN_PROCESS);
    assertEquals(List.of(), codes(inProcess));
    CheckedRunConfig onClassPath = check(registry, Optional.empty(), "sabotage", Isolation.PROCESS);
    assertEquals(List.of(), codes(onClassPath));
  }

  @Test
  void aHostThatIsUnfitIsToldOfFirst() throws Exception {
    Issue unfit = Issue.error("host-unfit", "no class path.", "Have one.");
    CheckedRunConfig refused =
        check(discoverElsewhere(), Optional.of(unfit), "elsewhere", Isolation.PROCESS);
    assertEquals(List.of("host-unfit"), codes(refused));
  }

  @Test
  void anObjectOfTheHostRunsInItsProcess() throws Exception {
    ProviderRegistry registry = ProviderRegistry.of(List.of(new Elsewhere()), Map.of(), false);
    CheckedRunConfig checked = check(registry, Optional.empty(), "elsewhere", Isolation.PROCESS);
    assertEquals(List.of("in-process"), codes(checked));
    assertEquals(Isolation.IN_PROCESS, checked.isolation());
    assertFalse(checked.refused());
  }
}
