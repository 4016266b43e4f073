package io.humhelix.bench.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Maps a file into this process as the loader does with a library; no code of it is executed. */
final class MappedLibrary {

  private static final List<MappedByteBuffer> HELD = new ArrayList<>();

  private MappedLibrary() {}

  static void map() {
    try {
      Path file = Files.createTempFile("libcontract", ".so");
      Files.write(file, new byte[4096]);
      try (FileChannel channel = FileChannel.open(file)) {
        HELD.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, 4096));
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
