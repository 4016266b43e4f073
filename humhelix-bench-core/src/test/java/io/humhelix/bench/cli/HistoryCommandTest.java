package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.history.MadeUpNights;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.store.TrialRows;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

  @TempDir Path folder;

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    program
        .out()
        .lines()
        // JSON, and paths, which are never broken.
        .filter(line -> !line.contains("\"") && !line.contains(".db.yaml"))
        .forEach(line -> assertTrue(DisplayText.width(line) <= DisplayText.COLUMNS, line));
    return program.out() + program.err();
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private void slowerFromTheFourteenthOn(int nights) throws Exception {
    MadeUpNights.store(
        folder,
        nights,
        (i, run) ->
            run.engine(i < 14 ? "1.7.1" : "1.7.2")
                .failing((fork, trial) -> i == 5)
                .system("a", i < 14 ? 1 : 1.1));
  }

  @Test
  void sinceWhenByHowMuchAndWhatElseChanged() throws Exception {
    slowerFromTheFourteenthOn(26);
    String text = flat(says(0, "history", folder));
    assertTrue(
        text.matches(
            "1 of \\d series changed: rtf of a / speech on h1 \\+[0-9.]+ % \\(worse\\) since"
                + " 2026-10-15 \\(engine 1.7.1 -> 1.7.2\\)\\. .*"),
        text);
    assertTrue(text.matches(".*[01234]{5}x[01234]{8}[56789]{12} \\^.*"), text);
    assertTrue(
        text.matches(
            ".* 2026-10-15: \\+[0-9.]+ % \\(\\+[0-9.]+ to \\+[0-9.]+\\), worse, 0\\.\\d+ ->"
                + " 0\\.\\d+, run 00000000 changed there: engine 1.7.1 -> 1.7.2 newest,"
                + " 2026-10-26: .*"),
        text);
    assertTrue(text.contains("series have sessions without a valid trial"), text);
    String details = says(0, "history", folder, "--details");
    assertTrue(flat(details).contains("load_s of a / speech on h1: 26 sessions"), details);
    assertTrue(flat(details).contains("2026-10-06 - - 0/3 "), details);
  }

  @Test
  void theGateFailsOnWhatIsWorseOfLateAndTellsWhenItCannotJudge() throws Exception {
    slowerFromTheFourteenthOn(22);
    says(4, "history", folder, "--fail-on-regression");
    says(0, "history", folder);
    Path steady = folder.resolve("steady");
    MadeUpNights.store(steady, 13, (i, run) -> run.system("a", 1));
    says(0, "history", steady, "--fail-on-regression");
    String young = says(5, "history", steady, "--fail-on-regression", "--last", "12");
    assertTrue(young.startsWith("Too few sessions to say anything of "), young);
    assertTrue(
        flat(young).contains("A series needs 18 sessions for a change to show, and 12 before"),
        young);
    assertFalse(flat(young).contains("have too few sessions"), young);
    Path mixed = folder.resolve("mixed");
    MadeUpNights.store(mixed, 18, (i, run) -> (i < 5 ? run : run.system("b", 1)).system("a", 1));
    String text = flat(says(0, "history", mixed, "--metric", "rtf"));
    assertTrue(text.contains("1 of 2 series have too few sessions: each needs 18"), text);
    Path end = folder.resolve("end");
    MadeUpNights.store(end, 3, (i, run) -> run.refused(i == 2).system("a", 1));
    assertTrue(
        says(1, "history", end, "--fail-on-regression", "--details")
            .contains("no valid trial (never measured)"));
  }

  /** What was taken out of a definition must not fail every night after. */
  @Test
  void theGatePassesOverWhatIsNoLongerMeasured() throws Exception {
    MadeUpNights.store(
        folder, 15, (i, run) -> (i < 14 ? run.system("b", i < 13 ? 1 : 1.5) : run).system("a", 1));
    says(0, "history", folder, "--fail-on-regression");
    String text = says(4, "history", folder, "--fail-on-regression", "--filter", "system=b");
    assertTrue(flat(text).contains("is worse than expected in the newest session"), text);
    assertTrue(
        flat(says(0, "history", folder)).contains("not measured in the run of 2026-10-15"), text);
  }

  @Test
  void withoutAChangeOneLineIsEnough() throws Exception {
    MadeUpNights.store(folder, 20, (i, run) -> run.system("a", 1));
    String text = says(0, "history", folder);
    assertTrue(text.startsWith("No change in "), text);
    assertFalse(text.contains("too few"), text);
    assertEquals(text, says(0, "history", folder, folder));
    assertTrue(says(0, "history", folder, "--filter", "system=b").startsWith("No valid trial."));
  }

  @Test
  void jsonHasEverySession() throws Exception {
    slowerFromTheFourteenthOn(22);
    JsonNode json = JsonText.read(says(0, "history", folder, "--metric", "rtf", "--json"));
    assertEquals(1, json.path("schema").asInt());
    assertEquals(22, json.path("sessions").asInt());
    JsonNode series = json.path("series").get(0);
    assertEquals(22, series.path("sessions").size());
    assertTrue(series.path("worse_of_late").asBoolean());
    JsonNode change = series.path("changes").get(0);
    assertEquals(14, change.path("at").asInt());
    assertEquals("WORSE", change.path("effect").asText());
    assertEquals("2026-10-15T02:00:00Z", change.path("started_at").asText());
    JsonNode difference = change.path("differences").get(0);
    assertEquals("effective.engine_version", difference.path("condition").asText());
    assertEquals("1.7.2", difference.path("after").asText());
    assertTrue(series.path("sessions").get(5).path("level").isMissingNode());
  }

  @Test
  void filesOfHumHelixCountAndSayWhatTheyLack() throws Exception {
    try (InputStream in = TrialRows.class.getResourceAsStream("legacy.db.yaml")) {
      Files.write(folder.resolve("benchmark-20250101-120000.db.yaml"), in.readAllBytes());
    }
    String text = flat(says(0, "history", folder));
    assertTrue(text.startsWith("Too few sessions to say anything of "), text);
    assertTrue(text.contains("Files of hum-helix: each is a session"), text);
  }

  /** Its times are the same measurement, and would be a session twice. */
  @Test
  void aRunThatWasScoredAgainCountsOnce() throws Exception {
    MadeUpNights.store(
        folder.resolve("runs"),
        2,
        (i, run) -> run.texts(List.of("one two"), List.of("one too")).system("a", 1));
    Path copies = folder.resolve("copies");
    try (Stream<Path> files = Files.list(folder.resolve("runs"))) {
      Path first = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().get(0);
      says(0, "rescore", first, "--normalizer", "none", "-o", copies);
    }
    String both = says(0, "history", folder.resolve("runs"), copies, "--details");
    assertTrue(flat(both).contains("1 file left out, as scored again from runs that are"), both);
    assertTrue(flat(both).contains("rtf of a / speech on h1: 2 sessions"), both);
    assertFalse(says(0, "history", copies).contains("left out"));
  }

  @Test
  void everyBadArgumentIsToldAtOnce() throws Exception {
    MadeUpNights.store(folder, 1, (i, run) -> run.system("a", 1));
    String text = says(2, "history", folder, "--filter", "x", "--last", "0", "--metric", "RTF");
    assertTrue(text.contains("--filter: found 'x'; allowed: KEY=PATTERN"), text);
    assertTrue(text.contains("--last: found 0; allowed: 1 or more"), text);
    assertTrue(text.contains("--metric: found 'RTF'; allowed: names of metrics"), text);
    assertTrue(says(2, "history", folder, "--metric", "rft").contains("which no valid trial has"));
    assertTrue(says(2, "history", folder.resolve("none")).contains("does not exist"));
  }

  @Test
  void damageIsToldAndAllElseShown() throws Exception {
    MadeUpNights.store(folder, 3, (i, run) -> run.system("a", 1));
    Files.createDirectory(folder.resolve("benchmark-20990101-000000.db.yaml"));
    String text = says(1, "history", folder);
    assertTrue(text.startsWith("Too few sessions"), text);
    assertTrue(flat(text).contains("make it readable"), text);
  }
}
