package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunWarningTest {

  @TempDir private Path folder;

  private final FakeProvider fake = new FakeProvider();
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(fake));

  LongRunWarningTest() {
    fake.features = EnumSet.of(Capability.LANGUAGE);
    fake.device = "cuda";
    fake.id = "faster-whisper";
  }

  /** Each takes a minute by the guess: five times a load of 5 s, and seven calls of a second. */
  private Path entries(int count) throws IOException {
    return LegacyFile.write(
        folder, "", IntStream.rangeClosed(1, count).mapToObj(i -> "m" + i).toArray(String[]::new));
  }

  private int run(Path file, String... more) {
    Object[] first = {"run", file, "--output", folder.resolve("out")};
    return program.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray());
  }

  private void assertQuiet() {
    assertFalse(program.err().contains("35 passes"), program.err());
    assertFalse(program.err().contains("1 pass of each"), program.err());
  }

  /** hum-helix's results of the entries, each with these times. */
  private void earlier(int count, double load, double call) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append(
          """
          - audio_duration: 0.5
            audio_file: 30s.wav
            beam_size: 1
            compute_type: float16
            device: cuda
            inference_time: 0.0
            load_time: %s
            model: m%d
            rtf: 1.0
            total_time: 1.0
            total_transcription_time: %s
            transcription: ' And then'
            transcription_time: 0.5
            vad_filter: false
            word_timestamps: false
          """
              .formatted(load, i, call));
    }
    Files.writeString(
        Files.createDirectories(folder.resolve("out")).resolve("benchmark-20250101-120000.db.yaml"),
        text);
  }

  @Test
  void aLongRunIsToldWithItsTimeAndWhatToType() throws Exception {
    Path file = entries(11);
    assertEquals(0, run(file), program::err);
    assertTrue(
        program
            .err()
            .startsWith(
                file
                    + """
                    : 11 run configs x 35 passes take about 11:00 min (a rough guess: 5 s a load, a \
                    tenth of its audio a call, 1 s at least).
                      hum-helix made 1 pass of each; this makes 5 forks of a first pass, 1 warm-up \
                    trial and 5 trials.
                      One trial of each, about 1:17 min, without interval or verdict: --forks 1 \
                    --warmup 0 --trials 1.
                      The plan, without measuring: --dry-run.
                    results go to"""),
        program.err());
    assertEquals(11 * 7, fake.calls.get(), "a backend that is an object makes one fork");
  }

  @Test
  void jsonOnStandardOutputStaysJson() throws Exception {
    assertEquals(0, run(entries(11), "--json"));
    assertTrue(program.err().contains("11 run configs x 35 passes"), program.err());
    assertTrue(new ObjectMapper().readTree(program.out()).isObject());
  }

  @Test
  void tenMinutesAreNotLong() throws Exception {
    assertEquals(0, run(entries(10)));
    assertQuiet();
  }

  @Test
  void whoeverChoseACountKnows() throws Exception {
    for (String count : List.of("--forks=5", "--warmup=1", "--trials=5")) {
      assertEquals(0, run(entries(11), count));
      assertQuiet();
    }
  }

  @Test
  void whatItAdvisesMakesTwoPasses() throws Exception {
    assertEquals(0, run(entries(2), "--forks", "1", "--warmup", "0", "--trials", "1"));
    assertEquals(4, fake.calls.get(), "a first pass and a trial of each");
    assertTrue(program.out().contains("2 of 2 planned trials valid"), program.out());
    assertTrue(program.out().contains("from 1 fork each (it takes 3)"), program.out());
  }

  @Test
  void withoutProgressItIsQuiet() throws Exception {
    assertEquals(0, run(entries(11), "--progress", "none"));
    assertEquals("", program.err());
  }

  @Test
  void aPlanIsNoRun() throws Exception {
    assertEquals(0, run(entries(11), "--dry-run"));
    assertQuiet();
  }

  @Test
  void whatIsRefusedTakesNoTime() throws Exception {
    fake.preflight = Preflight.refused(List.of(Issue.error("no-cuda", "no CUDA.", "Use the CPU.")));
    assertEquals(1, run(entries(11)));
    assertQuiet();
  }

  @Test
  void onlyThoseThatRunAreCounted() throws Exception {
    assertEquals(0, run(entries(14), "--only", "m1*"));
    assertQuiet();
  }

  @Test
  void anOrdinaryDefinitionSaysItsCounts() throws Exception {
    entries(1);
    StringBuilder text =
        new StringBuilder("name: x\nworkloads: [{name: w, files: [30s.wav]}]\nsuts:\n");
    for (int i = 0; i < 11; i++) {
      text.append(
          "  - {name: m%d, backend: faster-whisper, model: m, device: cuda}\n".formatted(i));
    }
    assertEquals(0, run(Files.writeString(folder.resolve("x.yaml"), text)));
    assertQuiet();
  }

  @Test
  void hisOwnResultsTellBetter() throws Exception {
    Path file = entries(2);
    earlier(2, 10, 10);
    assertEquals(0, run(file));
    // Five times a load and seven calls of ten seconds.
    assertTrue(
        program
            .err()
            .startsWith(
                file
                    + ": 2 run configs x 35 passes take about 13:20 min (by hum-helix's results in "
                    + folder.resolve("out")
                    + ")."),
        program.err());
    assertTrue(program.err().contains("One trial of each, about 1:00 min, "), program.err());
  }

  @Test
  void byHisOwnResultsItMayBeShort() throws Exception {
    Path file = entries(11);
    earlier(11, 1, 0.25);
    assertEquals(0, run(file));
    assertQuiet();
  }

  @Test
  void aGuessStaysWhereTheyDoNotTellOfAll() throws Exception {
    Path file = entries(11);
    earlier(10, 1, 0.25);
    assertEquals(0, run(file));
    assertTrue(program.err().contains("about 11:00 min (a rough guess"), program.err());
  }

  @Test
  void theyTellNothingOfAnotherEngine() throws Exception {
    Path file = entries(11);
    earlier(11, 1, 0.25);
    fake.id = "fake";
    assertEquals(0, run(file, "--backend", "fake"));
    assertTrue(program.err().contains("about 11:00 min (a rough guess"), program.err());
  }

  @Test
  void resultsThatCannotBeReadAreNoBetterGuess() throws Exception {
    Path file = entries(11);
    Files.createDirectories(folder.resolve("out").resolve("benchmark-20250101-120000.db.yaml"));
    Files.writeString(folder.resolve("out").resolve("benchmark-20250102-120000.db.yaml"), "[]\n");
    Files.writeString(folder.resolve("out").resolve("benchmark-20250103-120000.db.yaml"), "{: \n");
    assertEquals(0, run(file));
    assertTrue(program.err().contains("about 11:00 min (a rough guess"), program.err());
  }
}
