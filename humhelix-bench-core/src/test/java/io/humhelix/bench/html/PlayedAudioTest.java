package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.result.RunResult;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which audio a page plays, and why it plays no other. */
class PlayedAudioTest {

  @TempDir Path folder;
  private Path file;
  private AudioClip clip;
  private RunResult run;

  @BeforeEach
  void measure() throws Exception {
    file =
        Files.writeString(
            Files.createDirectory(folder.resolve("a b")).resolve("x#1é:2.wav"), "RIFF");
    clip = AudioClip.of(file);
    run = new WrittenRun("en", clip).system("one", (c, t) -> "text").result();
  }

  private PlayedAudio audio(ReportAudio choice) {
    return new PlayedAudio(choice, folder.resolve("pages"));
  }

  @Test
  void linksToTheFileFromThePage() {
    PlayedAudio audio = audio(ReportAudio.LINK);
    assertEquals(Optional.of(0), audio.of(run, "speech", clip));
    assertEquals(Optional.of(0), audio.of(run, "speech", clip));
    assertEquals("[\"../a%20b/x%231%C3%A9%3A2.wav\"]", audio.files().toString());
    assertEquals("[]", audio.silent().toString());
  }

  @Test
  void embedsTheFile() {
    PlayedAudio audio = audio(ReportAudio.EMBED);
    audio.of(run, "speech", clip);
    assertEquals("[\"data:audio/wav;base64,UklGRg==\"]", audio.files().toString());
  }

  @Test
  void hasNoAudioUnlessItIsAskedFor() {
    PlayedAudio audio = audio(ReportAudio.NONE);
    assertEquals(Optional.empty(), audio.of(run, "speech", clip));
    assertEquals("[]", audio.silent().toString());
  }

  @Test
  void neverPlaysAnotherFileUnderThatName() throws Exception {
    Files.writeString(file, "RIFX");
    PlayedAudio audio = audio(ReportAudio.LINK);
    assertEquals(Optional.empty(), audio.of(run, "speech", clip));
    assertTrue(
        audio.silent().toString().contains("the file is another one than was measured"),
        audio.silent().toString());
    assertEquals("[]", audio.files().toString());
  }

  @Test
  void saysThatAFileIsGoneOrHasNoHash() throws Exception {
    Files.delete(file);
    PlayedAudio audio = audio(ReportAudio.LINK);
    assertEquals(Optional.empty(), audio.of(run, "speech", clip));
    assertEquals(Optional.empty(), audio.of(run, "other", clip));
    String silent = audio.silent().toString();
    assertTrue(silent.contains("the file is not where it was"), silent);
    assertTrue(silent.contains("the results have no hash of it"), silent);
  }

  @Test
  void refusesToEmbedMoreThanAPageCanBear() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(PlayedAudio.MOST_BYTES + 1);
    }
    RunResult measured = new WrittenRun("en", clip).system("one", (c, t) -> "text").result();
    PlayedAudio embedded = audio(ReportAudio.EMBED);
    embedded.of(measured, "speech", clip);
    String message = assertThrows(RefusedReportException.class, embedded::files).getMessage();
    assertEquals(
        "audio: the clips have 20.0 MiB in 1 file; allowed in one page: 20 MiB. Link to the files"
            + " instead (--audio link), or report fewer results",
        message);
    PlayedAudio linked = audio(ReportAudio.LINK);
    linked.of(measured, "speech", clip);
    assertEquals(1, linked.files().size());
  }
}
