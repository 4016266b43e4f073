package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What this process has that a run must give back. */
record Leaks(int descriptors, Set<String> temporary) {

  static Leaks now() throws Exception {
    return new Leaks(openDescriptors(), temporaryFolders());
  }

  void assertNone() throws Exception {
    List<String> processes = new ArrayList<>();
    ProcessHandle.current().descendants().forEach(p -> processes.add(p.info().toString()));
    assertEquals(List.of(), processes);
    assertEquals(temporary, temporaryFolders());
    // Class loading opens files of its own now and then, but not one a worker.
    int left = openDescriptors() - descriptors;
    assertTrue(left <= 2, left + " descriptors more");
  }

  private static int openDescriptors() throws Exception {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return (int) files.filter(f -> !leadsToJar(f)).count();
    }
  }

  private static boolean leadsToJar(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().endsWith(".jar");
    } catch (IOException e) {
      return true;
    }
  }

  private static Set<String> temporaryFolders() throws Exception {
    String prefix = "humhelix-bench-" + ProcessHandle.current().pid() + "-";
    Set<String> names = new TreeSet<>();
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      files
          .map(f -> f.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .forEach(names::add);
    }
    return names;
  }
}
