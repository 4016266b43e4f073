package io.humhelix.bench.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance.AudioFingerprint;
import io.humhelix.bench.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The audio that a page plays: files that are where the definition has them, and still the ones
 * that were measured, by size and SHA-256. Why another is not played is told. Not thread-safe.
 */
final class PlayedAudio {

  /** What a page may have in itself. */
  static final long MOST_BYTES = 20L << 20;

  private static final Map<String, String> TYPES =
      Map.of(
          "wav", "audio/wav",
          "flac", "audio/flac",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg",
          "opus", "audio/ogg",
          "m4a", "audio/mp4");

  private final ReportAudio choice;
  private final Path folder;
  private final Map<Path, String> hashes = new LinkedHashMap<>();
  private final Map<Path, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, List<String>> silent = new LinkedHashMap<>();
  private long bytes;

  /**
   * For a page.
   *
   * @param folder where the page will be
   */
  PlayedAudio(ReportAudio choice, Path folder) {
    this.choice = choice;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The number of the file that a clip is played from; empty if it is not played. */
  Optional<Integer> of(RunResult run, String workload, AudioClip clip) {
    if (choice == ReportAudio.NONE) {
      return Optional.empty();
    }
    Optional<FileFingerprint> known =
        run.provenance().audio().stream()
            .filter(one -> one.workload().equals(workload) && one.clipId().equals(clip.id()))
            .map(AudioFingerprint::file)
            .findFirst();
    if (known.isEmpty()) {
      return silent("the results have no hash of it", clip);
    }
    List<Path> there = candidates(run, clip.audio()).stream().filter(Files::isRegularFile).toList();
    if (there.isEmpty()) {
      return silent("the file is not where it was", clip);
    }
    Optional<Path> same = there.stream().filter(file -> isSame(file, known.get())).findFirst();
    if (same.isEmpty()) {
      return silent("the file is another one than was measured", clip);
    }
    Path file = same.get();
    Integer number = numbers.get(file);
    if (number == null) {
      number = numbers.size();
      numbers.put(file, number);
      bytes += known.get().bytes();
    }
    return Optional.of(number);
  }

  private Optional<Integer> silent(String why, AudioClip clip) {
    List<String> clips = silent.computeIfAbsent(why, any -> new ArrayList<>());
    if (!clips.contains(clip.id())) {
      clips.add(clip.id());
    }
    return Optional.empty();
  }

  /** A relative path of a definition that was made in code starts where the program ran. */
  private static List<Path> candidates(RunResult run, Path audio) {
    List<Path> all = new ArrayList<>();
    if (audio.isAbsolute()) {
      return List.of(audio);
    }
    run.definition().base().ifPresent(base -> all.add(base.resolve(audio)));
    all.add(audio.toAbsolutePath());
    run.resultsFile()
        .map(file -> file.toAbsolutePath().getParent())
        .ifPresent(beside -> all.add(beside.resolve(audio)));
    return all.stream().map(Path::normalize).distinct().toList();
  }

  private boolean isSame(Path file, FileFingerprint known) {
    try {
      return Files.size(file) == known.bytes()
          && hashes.computeIfAbsent(file, PlayedAudio::sha256).equals(known.sha256());
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files by their numbers. */
  ArrayNode files() {
    if (choice == ReportAudio.EMBED && bytes > MOST_BYTES) {
      throw new RefusedReportException(
          String.format(
              Locale.ROOT,
              "audio: the clips have %.1f MiB in %d %s; allowed in one page: %d MiB. Link to the"
                  + " files instead (--audio link), or report fewer results",
              bytes / (double) (1 << 20),
              numbers.size(),
              numbers.size() == 1 ? "file" : "files",
              MOST_BYTES >> 20));
    }
    ArrayNode files = JsonText.array();
    numbers
        .keySet()
        .forEach(file -> files.add(choice == ReportAudio.LINK ? link(file) : data(file)));
    return files;
  }

  /** Why clips cannot be played. */
  ArrayNode silent() {
    ArrayNode all = JsonText.array();
    silent.forEach(
        (why, clips) -> {
          ObjectNode one = all.addObject();
          one.put("why", why);
          one.put("clip", clips.get(0));
          one.put("clips", clips.size());
        });
    return all;
  }

  /** Relative to the page, so that both can move together. */
  String link(Path file) {
    Path root = folder.getRoot();
    if (root == null || !root.equals(file.getRoot())) {
      return file.toUri().toASCIIString();
    }
    StringBuilder link = new StringBuilder();
    for (Path part : folder.relativize(file)) {
      link.append(link.isEmpty() ? "" : "/").append(segment(part.toString()));
    }
    return link.toString();
  }

  private static String segment(String name) {
    try {
      // A colon would end the scheme of a URL.
      String path = new URI(null, null, "/" + name, null).toASCIIString().substring(1);
      return path.replace(":", "%3A");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String data(Path file) {
    String name = String.valueOf(file.getFileName());
    String type =
        TYPES.getOrDefault(
            name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
            "application/octet-stream");
    try {
      return "data:"
          + type
          + ";base64,"
          + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
