package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.backend.whispercpp.NativeBuilds;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.LibraryChoice;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A multilingual model of one layer, which hears the language that it was made for. */
class DetectedLanguageTest {

  @TempDir Path folder;

  @Test
  void theLanguageThatTheEngineDetectsIsTold() throws Exception {
    WhisperLibrary library =
        WhisperLibrary.load(LibraryChoice.of(NativeBuilds.cpuLibrary(), List.of(), false));
    for (String code : List.of("de", "zh", "su")) {
      Path file = folder.resolve(code + ".bin");
      OneWordModel.writeMultilingual(file, Languages.CODES.indexOf(code));
      try (WhisperModel model = library.open(file, ContextSettings.ON_CPU).model().orElseThrow()) {
        WhisperState state = model.states().get(0);
        FullParams params =
            library
                .fullParams(false)
                .set("language", "auto")
                .set("n_threads", 1)
                .set("no_timestamps", true)
                .set("suppress_blank", false)
                .set("temperature_inc", 0)
                .set("print_progress", false);
        assertEquals(0, state.run(params, new float[16_000], () -> {}));
        assertEquals(code, state.language());
        assertEquals(OneWordModel.WORD, new String(state.text(0), StandardCharsets.UTF_8));
      }
    }
  }
}
