package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands {@code verify}, {@code repair}, {@code gather} and {@code artifacts}. */
class StoredFilesCommandsTest {

  @TempDir Path folder;

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  private static JsonNode json(int code, Object... args) throws Exception {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    JsonNode node = JsonText.read(program.out());
    assertEquals(1, node.path("schema").intValue());
    return node;
  }

  private Path run() throws Exception {
    return file(new MadeUpRun(1).system("a", 1).store(folder.resolve("run")));
  }

  private static Path file(Path stored) throws Exception {
    if (!Files.isDirectory(stored)) {
      return stored;
    }
    try (var files = Files.newDirectoryStream(stored, "benchmark-*.db.yaml")) {
      return files.iterator().next();
    }
  }

  private static List<Path> logs(Path folder) throws Exception {
    try (var folders = Files.newDirectoryStream(folder, "*.artifacts");
        var logs = Files.list(folders.iterator().next())) {
      return logs.toList();
    }
  }

  private static void damage(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void verifySaysThatAllIsIntact() throws Exception {
    Path file = run();
    String text = says(0, "verify", file);
    assertTrue(text.startsWith("The file is intact: "), text);
    assertTrue(text.contains(file.getFileName() + " "), text);
    assertTrue(json(0, "verify", folder.resolve("run"), "--json").path("intact").booleanValue());
  }

  /** hum-helix's own files have no checksums, so nobody knows whether they are what was written. */
  @Test
  void verifySaysOfWhichFilesItKnows() throws Exception {
    Path file = run();
    Path legacy = LegacyResults.write(Files.createDirectory(folder.resolve("old")));
    assertTrue(
        says(0, "verify", legacy)
            .startsWith("The file can be read (of hum-helix, without checksums): "));
    String text = says(0, "verify", file, legacy);
    assertTrue(
        text.replaceAll("\\s+", " ")
            .startsWith(
                "1 of 2 files are intact, 1 can be read (of hum-helix, without checksums): "),
        text);
  }

  @Test
  void verifyNamesEveryDamageAndWhatToDo() throws Exception {
    Path file = run();
    Path golden = GoldenRuns.copy("failed", Files.createDirectory(folder.resolve("golden")));
    damage(file);
    List<String> lines = new ArrayList<>(Files.readAllLines(golden));
    lines.remove(2);
    Files.write(golden, lines);
    Files.writeString(golden, Files.readString(golden) + "- {\"torn");
    for (Path log : logs(folder.resolve("golden"))) {
      Files.delete(log);
    }

    String text = says(1, "verify", folder.resolve("run"), folder.resolve("golden"));

    assertTrue(text.startsWith("2 of 2 files are not intact: "), text);
    String all = text.replaceAll("\\s+", " ");
    assertTrue(all.contains(" DAMAGED "), text);
    // The state is folded beside the long path.
    assertTrue(all.contains("TORN END, RECORDS MISSING, BAD"), text);
    // A path that is longer is on a line of its own.
    assertTrue(text.lines().allMatch(l -> l.length() <= 80 || l.matches(" *[^ ]+")), text);
    assertTrue(all.contains("the record's checksum does not fit"), text);
    assertTrue(all.contains("missing: record 2 of run"), text);
    assertTrue(all.contains("-worker-stderr.log of record"), text);
    assertTrue(all.contains("humhelix-bench repair " + file), text);
    assertTrue(all.contains("copy the .artifacts folder again"), text);
    JsonNode json = json(1, "verify", file, golden, "--json");
    assertFalse(json.path("intact").booleanValue());
    assertEquals("bad_checksum", json.at("/files/0/damages/0/kind").textValue());
    assertEquals("missing", json.at("/files/1/bad_artifacts/0/state").textValue());
  }

  @Test
  void verifyReadsHumHelixFilesAndSaysWhatItCannotRead() throws Exception {
    Path legacy = LegacyResults.write(folder);
    assertTrue(says(0, "verify", legacy).contains("readable (has no checksums)"));
    String text = says(2, "verify", folder.resolve("nowhere"), legacy);
    assertTrue(text.contains("does not exist; name a benchmark-*.db.yaml"), text);
    String noise = says(1, "verify", Files.writeString(folder.resolve("noise.db.yaml"), "a: 1\n"));
    assertTrue(noise.contains("a results file is a YAML list of maps; this is none"), noise);
    noise = says(2, "verify", Files.writeString(folder.resolve("noise.yaml"), "a: 1\n"));
    assertTrue(noise.contains("is neither a definition nor a results file"), noise);
    assertTrue(says(2, "verify").startsWith("verify: RESULTS is missing\n"));
  }

  @Test
  void repairSavesWhatIsIntactAndCompareReadsTheCopy() throws Exception {
    Path file = run();
    assertTrue(says(0, "repair", file).startsWith("Nothing to repair: all "));
    Path other = file(new MadeUpRun(2).system("a", 1).store(folder.resolve("other")));
    damage(file);
    String refused = says(2, "compare", file, other);
    assertTrue(refused.contains("humhelix-bench repair"), refused);
    Path copy = folder.resolve("copy.db.yaml");

    String text = says(0, "repair", file, "-o", copy);

    assertTrue(text.contains("saved in " + copy) || text.contains(copy.toString()), text);
    assertTrue(text.contains("1 damaged part was left out"), text);
    says(0, "compare", copy, other);
    assertTrue(says(2, "repair", file, "-o", copy).contains("exists; allowed: a new file"));
    assertTrue(says(0, "repair", file).contains(".repaired.db.yaml"));
  }

  @Test
  void repairTrustsLostChecksumsOnlyIfItIsTold() throws Exception {
    Path file = run();
    Path other = file(new MadeUpRun(2).system("a", 1).store(folder.resolve("other")));
    Files.writeString(file, Files.readString(file).replaceAll("  # crc32c=[0-9a-f]{8}", ""));
    Path copy = folder.resolve("copy.db.yaml");
    Path trusted = folder.resolve("trusted.db.yaml");
    String text = says(0, "repair", file, "-o", copy);
    assertTrue(text.replaceAll("\\s+", " ").contains("repair again with --trust"), text);
    says(2, "compare", copy, other);
    assertFalse(says(0, "repair", file, "-o", trusted, "--trust").contains("--trust"));
    says(0, "compare", trusted, other);
  }

  @Test
  void repairSaysThatNothingCanBeKept() throws Exception {
    Path file = Files.writeString(folder.resolve("benchmark-x.db.yaml"), "- {\"torn");
    assertTrue(says(2, "repair", file).contains("has no readable record"));
    assertTrue(says(2, "repair", folder.resolve("nowhere")).contains("does not exist"));
  }

  @Test
  void gatherBringsResultsTogetherAndAgainChangesNothing() throws Exception {
    run();
    Path legacy = LegacyResults.write(folder);
    Path into = folder.resolve("into");
    String text = says(0, "gather", into, folder.resolve("run"), legacy);
    assertTrue(text.matches("(?s)[0-9]+ new records in .*"), text);
    assertTrue(text.contains(legacy.getFileName().toString()), text);
    assertTrue(says(0, "gather", into, legacy, folder.resolve("run")).startsWith("Nothing new in"));
    assertEquals(0, json(0, "gather", into, legacy, "--json").path("added").intValue());
    says(0, "verify", into);
  }

  @Test
  void gatherTellsOfDamageAndOfArtifactsThatAreMissing() throws Exception {
    Path file = run();
    damage(file);
    String text = says(1, "gather", folder.resolve("into"), file);
    assertTrue(text.contains("Not readable, or in doubt:"), text);
    Path golden = GoldenRuns.copy("failed", Files.createDirectory(folder.resolve("golden")));
    Path alone = Files.copy(golden, folder.resolve(golden.getFileName()));
    assertTrue(says(1, "gather", folder.resolve("two"), alone).contains("-worker-stderr.log"));
    assertFalse(says(0, "gather", folder.resolve("two"), golden).contains("-worker-stderr.log"));
    Path foreign = Files.copy(golden, folder.resolve("two").resolve("benchmark-mine.db.yaml"));
    assertTrue(says(2, "gather", folder.resolve("two"), golden).contains("benchmark-mine"));
    Files.delete(foreign);
    assertTrue(says(3, "gather", golden, golden).contains("cannot be written"));
  }

  @Test
  void artifactsAreListedVerifiedAndPruned() throws Exception {
    Path golden = GoldenRuns.copy("failed", folder);
    String text = says(0, "artifacts", folder);
    assertTrue(text.startsWith("1 artifact, 47 bytes."), text);
    assertTrue(text.contains(" there "), text);
    assertTrue(says(0, "artifacts", golden, "--verify").contains(" intact "));
    Path beside;
    try (var folders = Files.newDirectoryStream(folder, "*.artifacts")) {
      beside = folders.iterator().next();
    }
    Files.writeString(beside.resolve("stray.log"), "x");
    text = says(0, "artifacts", folder);
    assertTrue(text.contains("No record names 1 of them, 1 byte: --prune deletes them."), text);
    assertTrue(text.contains("not named"), text);
    assertEquals(2, json(0, "artifacts", folder, "--json").path("artifacts").size());
    assertTrue(says(0, "artifacts", folder, "--prune").contains("Deleted 1 file that no record"));
    assertTrue(says(0, "artifacts", folder, "--prune").startsWith("Nothing to delete"));
    for (Path log : logs(folder)) {
      Files.writeString(log, "changed");
    }
    assertTrue(says(1, "artifacts", golden, "--verify").contains("1 is missing or changed"));
    assertTrue(says(0, "artifacts", run()).startsWith("No artifacts."));
  }

  /** Where nothing but a path is longer. */
  @Test
  void screensFitEightyColumns() throws Exception {
    Path file = run();
    damage(file);
    for (Object[] command :
        List.of(
            new Object[] {"verify", file},
            new Object[] {"gather", folder.resolve("into"), file},
            new Object[] {"artifacts", GoldenRuns.copy("failed", folder)})) {
      says(command[0].equals("artifacts") ? 0 : 1, command)
          .replace(folder.toString(), "/x")
          .lines()
          .forEach(line -> assertTrue(line.length() <= 80 || line.contains("benchmark-2"), line));
    }
  }
}
