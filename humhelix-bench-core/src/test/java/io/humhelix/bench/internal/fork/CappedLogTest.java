package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CappedLogTest {

  @TempDir Path folder;

  private CappedLog log(long cap) {
    return new CappedLog(folder.resolve("log"), cap);
  }

  private static void write(CappedLog log, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, bytes.length);
  }

  private List<String> files() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void silenceLeavesNoFile() throws Exception {
    assertEquals(Optional.empty(), log(100).finish());
    assertEquals(List.of(), files());
  }

  @Test
  void whatFitsIsKeptWhole() throws Exception {
    CappedLog log = log(100);
    write(log, "one\n");
    write(log, "two\n");
    assertEquals("one\ntwo\n", log.tail());
    assertEquals("one\ntwo\n", Files.readString(log.finish().orElseThrow()));
  }

  @Test
  void ofMoreThanFitsTheEndIsKeptAndTheRestCounted() throws Exception {
    CappedLog log = log(100);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      String line = "line " + i + "\n";
      all.append(line);
      write(log, line);
      assertTrue(sizes() <= 100, "after line " + i);
    }
    String kept = Files.readString(log.finish().orElseThrow());
    String note = kept.substring(0, kept.indexOf('\n') + 1);
    String rest = kept.substring(note.length());
    assertTrue(all.toString().endsWith(rest));
    assertTrue(rest.length() >= 50 && rest.length() <= 100, rest.length() + " kept");
    assertEquals(
        "[humhelix-bench: the first " + (all.length() - rest.length()) + " bytes were not kept]\n",
        note);
    assertEquals(List.of("log"), files());
    assertTrue(all.toString().endsWith(log.tail()));
  }

  private long sizes() throws Exception {
    long sum = 0;
    for (String name : files()) {
      sum += Files.size(folder.resolve(name));
    }
    return sum;
  }
}
