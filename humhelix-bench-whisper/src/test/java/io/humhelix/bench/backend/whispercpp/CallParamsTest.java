package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.ggml.GgmlType;
import io.humhelix.bench.backend.ggml.ModelHeader;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes to the library for a task. */
class CallParamsTest {

  private static final ModelHeader ENGLISH = new ModelHeader(51_864, 384, 4, 4, 80, GgmlType.F16);
  private static final ModelHeader ALL = new ModelHeader(51_865, 384, 4, 4, 80, GgmlType.F16);

  private static FullParams params(ModelHeader model, Options given, TranscriptionTask task)
      throws Exception {
    EngineOptions options = WhisperCppOptions.of(given);
    Options library = Options.empty().with("library", NativeBuilds.cpuLibrary().toString());
    return CallParams.of(
        WhisperLibrary.load(LibraryFile.of(library)),
        options,
        model,
        task,
        Optional.of("silero.bin"));
  }

  private static FullParams params(ModelHeader model, TranscriptionTask task) throws Exception {
    return params(model, Options.empty(), task);
  }

  @Test
  void theLanguageIsTheTasksOrDetected() throws Exception {
    TranscriptionTask german = TranscriptionTask.transcribe("DE");
    assertEquals("de", params(ALL, german).get("language"));
    assertEquals("auto", params(ALL, TranscriptionTask.DEFAULT).get("language"));
    assertEquals("en", params(ENGLISH, TranscriptionTask.DEFAULT).get("language"));
  }

  @Test
  void translationWordsAndVoiceActivityAreTheTasks() throws Exception {
    FullParams plain = params(ALL, TranscriptionTask.DEFAULT);
    FullParams all =
        params(
            ALL,
            new TranscriptionTask(Optional.of("de"), TranscriptionTask.Kind.TRANSLATE, true, true));
    for (String field : new String[] {"translate", "token_timestamps", "vad"}) {
      assertEquals(false, plain.get(field), field);
      assertEquals(true, all.get(field), field);
    }
    assertEquals(null, plain.get("vad_model_path"));
    assertEquals("silero.bin", all.get("vad_model_path"));
  }

  /** Without them whisper.cpp would not cut. */
  @Test
  void segmentsThatAreCutNeedTheTimesOfTokens() throws Exception {
    Options cut = Options.empty().with("max_length", 20);
    assertEquals(true, params(ALL, cut, TranscriptionTask.DEFAULT).get("token_timestamps"));
  }

  @Test
  void beamsAreAnotherSearch() throws Exception {
    FullParams greedy = params(ALL, TranscriptionTask.DEFAULT);
    assertEquals(0L, greedy.get("strategy"));
    Options three = Options.empty().with("beam_size", 3).with("best_of", 4);
    FullParams beams = params(ALL, three, TranscriptionTask.DEFAULT);
    assertEquals(1L, beams.get("strategy"));
    assertEquals(3L, beams.get("beam_search.beam_size"));
    assertEquals(4L, beams.get("greedy.best_of"));
  }

  @Test
  void theLibraryPrintsNothing() throws Exception {
    FullParams params = params(ALL, TranscriptionTask.DEFAULT);
    for (String field : new String[] {"progress", "timestamps", "realtime", "special"}) {
      assertEquals(false, params.get("print_" + field), field);
    }
  }
}
