package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundFoldersTest {

  @TempDir Path folder;

  @Test
  void whatWasNotLookedAtIsTold() throws Exception {
    for (String name : new String[] {"a.wav", "b.wav", "c.wav"}) {
      Files.createFile(folder.resolve(name));
    }
    assertEquals(Optional.empty(), FoundFolders.below(folder, 3).limit());
    String limit = FoundFolders.below(folder, 2).limit().orElseThrow();
    assertTrue(limit.startsWith("there are more files below " + folder + " than the 2 "), limit);
  }
}
