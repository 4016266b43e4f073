package io.humhelix.bench.html;

import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be told of results files without reading them: two states differ where a file came, went
 * or was written to, and where the run of one ended.
 *
 * @param files a text for each
 */
record ResultsState(List<String> files) {

  ResultsState {
    files = List.copyOf(files);
  }

  static ResultsState of(List<Path> results) throws StoreException {
    List<String> files = new ArrayList<>();
    for (Path file : ResultsPaths.files(results)) {
      files.add(file + " " + facts(file) + " " + RunReader.isBeingWritten(file));
    }
    return new ResultsState(files);
  }

  private static String facts(Path file) {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return facts.size() + " " + facts.lastModifiedTime().toMillis();
    } catch (IOException e) {
      return "gone"; // Reading it says why.
    }
  }
}
