package io.humhelix.bench.selfcheck;

import io.humhelix.bench.gpu.FoundLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The full version of a library: by its file's own name, or by the package of pip it is from. */
final class LibraryVersion {

  private static final Pattern FULL = Pattern.compile("\\.so\\.(\\d+\\.\\d+[\\d.]*)$");
  private static final Pattern PACKAGE = Pattern.compile("[^-]+-(\\d[\\w.]*)\\.dist-info");

  private LibraryVersion() {}

  static Optional<String> of(FoundLibrary library) {
    try {
      Matcher full = FULL.matcher(library.file().toRealPath().getFileName().toString());
      return full.find() ? Optional.of(full.group(1)) : ofPackage(library.file());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Packages of pip have only {@code libcudnn.so.9}, and a list of their files beside them. */
  private static Optional<String> ofPackage(Path library) throws IOException {
    Path packages = library.getParent();
    while (packages != null && !packages.endsWith("site-packages")) {
      packages = packages.getParent();
    }
    if (packages == null) {
      return Optional.empty();
    }
    String file = packages.relativize(library) + ",";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(packages, "*.dist-info")) {
      for (Path one : all) {
        Matcher name = PACKAGE.matcher(one.getFileName().toString());
        if (name.matches() && lists(one.resolve("RECORD"), file)) {
          return Optional.of(name.group(1));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean lists(Path list, String file) throws IOException {
    if (!Files.isReadable(list)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(list)) {
      return lines.anyMatch(line -> line.startsWith(file));
    }
  }
}
