package io.humhelix.bench.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/** What Maven Central asks to lie beside a POM: jars, the list of parts, signatures, checksums. */
final class FileCheck {

  private static final String LICENCE = "META-INF/LICENSE";

  private FileCheck() {}

  /** What is wrong; nothing for a complete artifact. */
  static List<String> problems(StagedArtifact artifact, String packaging) throws IOException {
    List<String> problems = new ArrayList<>();
    if (artifact.version().endsWith("-SNAPSHOT")) {
      problems.add(artifact.name() + ": version " + artifact.version() + " is no release");
    }
    Map<String, String> needed = new TreeMap<>();
    needed.put(".pom", null);
    needed.put("-cyclonedx.json", null);
    needed.put("-cyclonedx.xml", null);
    if (packaging.equals("jar")) {
      needed.put(".jar", LICENCE);
      needed.put("-sources.jar", ".java");
      needed.put("-javadoc.jar", "index.html");
    }
    for (Map.Entry<String, String> entry : needed.entrySet()) {
      problems.addAll(problems(artifact.file(entry.getKey()), entry.getValue()));
    }
    return problems;
  }

  private static List<String> problems(Path file, String inside) throws IOException {
    if (!Files.exists(file)) {
      return List.of(file.getFileName() + " is missing");
    }
    List<String> problems = new ArrayList<>();
    if (inside != null && !contains(file, inside)) {
      problems.add(file.getFileName() + " has no " + inside);
    }
    if (!Files.exists(Path.of(file + ".asc"))) {
      problems.add(file.getFileName() + " has no signature");
    }
    for (String algorithm : List.of("MD5", "SHA-1")) {
      Path checksum = Path.of(file + "." + algorithm.toLowerCase(Locale.ROOT).replace("-", ""));
      if (!Files.exists(checksum)) {
        problems.add(checksum.getFileName() + " is missing");
      } else if (!Files.readString(checksum).strip().equals(digest(algorithm, file))) {
        problems.add(checksum.getFileName() + " is of another file");
      }
    }
    return problems;
  }

  private static boolean contains(Path jar, String ending) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith(ending));
    }
  }

  static String digest(String algorithm, Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
