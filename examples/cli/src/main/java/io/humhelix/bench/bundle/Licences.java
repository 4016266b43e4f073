package io.humhelix.bench.bundle;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Writes the list of the jars with their licences, and the texts that lie in them. */
final class Licences {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?i)(META-INF/([a-z-]*-)?(LICENSE|NOTICE)(\\.(txt|md))?|ThirdPartyNotices\\.txt"
              + "|META-INF/resources/webjars/[^/]+/[^/]+/LICENSE)");

  private final Path bundle;
  private final Properties known = new Properties();

  private Licences(Path bundle, Path list) throws IOException {
    this.bundle = bundle;
    try (Reader reader = Files.newBufferedReader(list)) {
      known.load(reader);
    }
  }

  /** Writes {@code licences/THIRD-PARTY.txt} and the texts of the jars into a bundle. */
  static void write(Path bundle, Path list) throws IOException {
    new Licences(bundle, list).write();
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder("The jars in lib, and where their licences are:\n\n");
    List<Path> jars;
    try (Stream<Path> files = Files.list(bundle.resolve("lib"))) {
      jars = files.sorted().toList();
    }
    for (Path jar : jars) {
      text.append(line(jar)).append('\n');
    }
    Files.writeString(bundle.resolve("licences/THIRD-PARTY.txt"), text);
  }

  private String line(Path jar) throws IOException {
    String file = jar.getFileName().toString();
    String name = file.replaceFirst("-[0-9][^/]*\\.jar$", "");
    String entry = known.getProperty(name);
    if (entry == null) {
      throw new IOException(
          file + " has no licence in licences.properties: add a line '" + name + "=SPDX-ID'.");
    }
    String[] parts = entry.split(", ");
    List<String> texts = new ArrayList<>(List.of(parts).subList(1, parts.length));
    for (String text : texts) {
      if (!Files.isRegularFile(bundle.resolve("licences").resolve(text))) {
        throw new IOException("licences.properties names " + text + " for " + file + ": no file.");
      }
    }
    texts.addAll(extract(jar, name));
    if (texts.isEmpty()) {
      throw new IOException(
          file + " has no licence text in it: name one in licences.properties behind a comma.");
    }
    return file + "\n    " + parts[0] + ": " + String.join(", ", texts);
  }

  private List<String> extract(Path jar, String name) throws IOException {
    List<String> texts = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> found =
          zip.stream().filter(entry -> TEXT.matcher(entry.getName()).matches()).toList();
      for (ZipEntry entry : found) {
        String text = name + "/" + Path.of(entry.getName()).getFileName();
        Path target = bundle.resolve("licences").resolve(text);
        Files.createDirectories(target.getParent());
        Files.write(target, zip.getInputStream(entry).readAllBytes());
        texts.add(text);
      }
    }
    texts.sort(null);
    return texts;
  }
}
