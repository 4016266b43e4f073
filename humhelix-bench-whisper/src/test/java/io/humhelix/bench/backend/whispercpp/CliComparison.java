package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Sut;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds what the backend makes of a clip against what whisper-cli makes of it. */
final class CliComparison {

  /** What is asked for beside the text. */
  enum Form {
    TEXT,
    WORDS,
    ALIGNED_WORDS,
    VOICE_ACTIVITY;

    /** Whether the backend takes it beside the setting. */
    boolean goesWith(CliSetting setting) {
      boolean shortWindows = setting.cli().contains("-ac");
      return !(words() && setting == CliSetting.WITHOUT_TIMES)
          && !(this == ALIGNED_WORDS && shortWindows);
    }

    private boolean words() {
      return this == WORDS || this == ALIGNED_WORDS;
    }

    private TranscriptionTask task() {
      return new TranscriptionTask(
          Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, words(), this == VOICE_ACTIVITY);
    }

    private SutSpec spec(SutSpec spec) {
      return switch (this) {
        case ALIGNED_WORDS -> spec.withOption("word_times", "dtw");
        case VOICE_ACTIVITY ->
            spec.withOption("vad_model", NativeBuilds.sileroModel().toString())
                .withOption("vad_min_silence_duration_ms", 200);
        default -> spec;
      };
    }

    private List<String> cli() {
      return switch (this) {
        case ALIGNED_WORDS -> List.of("-dtw", "tiny.en", "-nfa");
        case VOICE_ACTIVITY ->
            List.of("--vad", "-vm", NativeBuilds.sileroModel().toString(), "-vsd", "200");
        default -> List.of();
      };
    }
  }

  private final CliSetting setting;
  private final Form form;
  private final Path clip;
  private final long clipEnd;

  private CliComparison(CliSetting setting, Form form, Path clip) {
    this.setting = setting;
    this.form = form;
    this.clip = clip;
    this.clipEnd = Math.round(TestData.samples(clip).length / 160.0);
  }

  /** Returns what both made of it. */
  static Transcript same(Path folder, CliSetting setting, Form form, Path clip) throws Exception {
    return new CliComparison(setting, form, clip).compare(folder);
  }

  private Transcript compare(Path folder) throws Exception {
    List<String> options = new ArrayList<>(setting.cli());
    options.addAll(form.cli());
    List<WhisperCli.Part> expected = WhisperCli.of(folder, clip, form.words(), options);
    assertFalse(expected.isEmpty());
    Transcript found;
    try (Sut sut = Cpp.open(form.spec(setting.spec().apply(Cpp.tinyEn())), form.task())) {
      found = Cpp.say(sut, clip, form.task());
    }
    if (setting == CliSetting.WITHOUT_TIMES) {
      // whisper-cli tells begins that come from tokens which are not there.
      assertEquals(
          expected.stream().map(WhisperCli.Part::text).toList(),
          found.segments().stream().map(Segment::text).toList());
      return found;
    }
    assertEquals(
        expected.stream().map(this::text).toList(),
        found.segments().stream().map(CliComparison::text).toList());
    for (int i = 0; i < expected.size() && form.words(); i++) {
      sameWords(expected.get(i), found.segments().get(i).words());
    }
    return found;
  }

  /** Times are cut at the clip's end here; whisper-cli tells those of the padded audio. */
  private long cut(long time) {
    return Math.min(Math.max(time, 0), clipEnd);
  }

  private String text(WhisperCli.Part part) {
    return cut(part.begin()) + ".." + cut(part.end()) + part.text();
  }

  private static String text(Segment segment) {
    return hundredths(segment.startSeconds())
        + ".."
        + hundredths(segment.endSeconds())
        + segment.text();
  }

  private static long hundredths(double seconds) {
    return Math.round(seconds * 100);
  }

  /**
   * Each word begins with its first token, and ends with its last; aligned tokens have no ends, so
   * there it ends where the next one begins.
   */
  private void sameWords(WhisperCli.Part part, List<Word> words) {
    List<WhisperCli.Token> tokens = part.tokens();
    boolean aligned = form == Form.ALIGNED_WORDS;
    int token = 0;
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      WhisperCli.Token first = tokens.get(token);
      StringBuilder text = new StringBuilder();
      while (text.length() < word.text().length()) {
        text.append(tokens.get(token++).text());
      }
      assertEquals(text.toString(), word.text());
      long begin = cut(aligned ? first.aligned() : first.begin());
      assertEquals(begin, hundredths(word.startSeconds()), word.text());
      long end = tokens.get(token - 1).end();
      if (aligned) {
        end = i + 1 < words.size() ? tokens.get(token).aligned() : part.end();
      }
      assertEquals(Math.max(begin, cut(end)), hundredths(word.endSeconds()), word.text());
    }
    assertEquals(tokens.size(), token, "every token is in a word");
  }
}
