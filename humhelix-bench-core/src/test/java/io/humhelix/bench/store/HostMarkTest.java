package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostMarkTest {

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws Exception {
    assertEquals(Optional.empty(), HostMark.of(folder));
    assertEquals(Optional.empty(), HostMark.of(folder.resolve("nothing")));
    HostMark mark = new HostMark("gpu1", "gpu1:/opt/é x");
    mark.write(folder);
    mark.write(folder);

    assertEquals(Optional.of(mark), HostMark.of(folder));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one", "a\nb\nc\n", "\nb\n", "a\n\u0001\n"})
  void anotherFileOfItsNameIsRefused(String text) throws Exception {
    new HostMark("a", "b").write(folder);
    try (Stream<Path> files = Files.list(folder)) {
      Files.writeString(files.findFirst().orElseThrow(), text);
    }

    String said = assertThrows(StoreException.class, () -> HostMark.of(folder)).getMessage();

    assertTrue(said.contains("does not say which host"), said);
  }

  @Test
  void isOneLineEach() {
    assertThrows(IllegalArgumentException.class, () -> new HostMark("a\nb", "c"));
    assertThrows(IllegalArgumentException.class, () -> new HostMark(" ", "c"));
  }

  @Test
  void saysWhereItCannotBeWritten() {
    Path nowhere = folder.resolve("nothing");

    String said =
        assertThrows(StoreException.class, () -> new HostMark("a", "b").write(nowhere))
            .getMessage();

    assertTrue(said.contains("cannot be written"), said);
  }
}
