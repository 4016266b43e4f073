package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small libraries that say that they are whisper.cpp, made by gcc from the real whisper.h and the
 * defaults of whisper.cpp: what differs is what a test is about.
 */
final class FakeWhisper {

  /** The defaults as {@code whisper_full_default_params} has them. */
  private static final String SOURCE =
      """
      #include <float.h>
      #include <stdlib.h>
      #include "whisper.h"
      #include "ggml-backend.h"
      %s
      void ggml_log_set(ggml_log_callback log, void *data) {}
      void whisper_log_set(ggml_log_callback log, void *data) {}
      size_t ggml_backend_dev_count(void) { return DEVICES; }
      ggml_backend_dev_t ggml_backend_dev_get(size_t i) { return (ggml_backend_dev_t) 16; }
      ggml_backend_reg_t ggml_backend_dev_backend_reg(ggml_backend_dev_t d) { return (ggml_backend_reg_t) 16; }
      size_t ggml_backend_reg_count(void) { return 1; }
      ggml_backend_reg_t ggml_backend_reg_get(size_t i) { return (ggml_backend_reg_t) 16; }
      const char *ggml_backend_reg_name(ggml_backend_reg_t r) { return "CPU"; }
      const char *ggml_backend_dev_name(ggml_backend_dev_t d) { return "CPU"; }
      const char *ggml_backend_dev_description(ggml_backend_dev_t d) { return "made up"; }
      enum ggml_backend_dev_type ggml_backend_dev_type(ggml_backend_dev_t d) { return 0; }
      void ggml_backend_load_all_from_path(const char *path) {}
      const char *whisper_print_system_info(void) { return "FAKE = 1"; }
      int whisper_full(struct whisper_context *c, struct whisper_full_params p, const float *s, int n) { return 0; }
      struct whisper_context_params *whisper_context_default_params_by_ref(void) {
        struct whisper_context_params *p = calloc(1, sizeof *p);
        p->use_gpu = true; p->flash_attn = true; p->dtw_n_top = -1; p->dtw_mem_size = 1024*1024*128;
        return p;
      }
      void whisper_free_context_params(struct whisper_context_params *p) { free(p); }
      struct whisper_full_params *whisper_full_default_params_by_ref(enum whisper_sampling_strategy s) {
        struct whisper_full_params *p = calloc(1, sizeof *p);
        p->strategy = s; p->n_threads = 4; p->n_max_text_ctx = 16384; p->no_context = true;
        p->print_progress = true; p->print_timestamps = true; p->thold_pt = 0.01f; p->thold_ptsum = 0.01f;
        p->language = "en"; p->suppress_blank = true; p->max_initial_ts = 1.0f; p->length_penalty = -1.0f;
        p->temperature_inc = 0.2f; p->entropy_thold = 2.4f; p->logprob_thold = -1.0f; p->no_speech_thold = NO_SPEECH;
        p->greedy.best_of = s == 0 ? 5 : -1; p->beam_search.beam_size = s == 1 ? 5 : -1; p->beam_search.patience = -1.0f;
        p->grammar_penalty = 100.0f;
        p->vad_params.threshold = 0.5f; p->vad_params.min_speech_duration_ms = 250;
        p->vad_params.min_silence_duration_ms = 100; p->vad_params.max_speech_duration_s = FLT_MAX;
        p->vad_params.speech_pad_ms = 30; p->vad_params.samples_overlap = 0.1f;
        return p;
      }
      void whisper_free_params(struct whisper_full_params *p) { free(p); }
      """;

  private static final String VAD =
      "struct whisper_vad_params whisper_vad_default_params(void) {"
          + " struct whisper_vad_params p = {0}; return p; }\n";

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private String header;
  private String more = VAD;
  private String version = "1.8.5";
  private String noSpeech = "0.6f";
  private int devices = 1;

  private FakeWhisper(Path folder, String header) {
    this.folder = folder;
    this.header = header;
  }

  static FakeWhisper in(Path folder) throws IOException {
    Path includes = NativeBuilds.cpuLibrary().getParent().resolveSibling("include");
    return new FakeWhisper(folder, Files.readString(includes.resolve("whisper.h")));
  }

  /** Without it, the library has no {@code whisper_version}, as 1.7.6. */
  FakeWhisper version(String text) {
    version = text;
    return this;
  }

  /** Takes a field out of the struct, as versions before 1.8.1 have it. */
  FakeWhisper without(String field) {
    String less = header.replaceFirst("bool " + field + ";[^\n]*\n", "");
    assertEquals(true, less.length() < header.length(), field);
    header = less;
    return this;
  }

  FakeWhisper noSpeech(String value) {
    noSpeech = value;
    return this;
  }

  FakeWhisper withoutVad() {
    more = "";
    return this;
  }

  /** Lets it call a function that no library has. */
  FakeWhisper undefined(String function) {
    more += "void " + function + "(void);\nvoid whisper_calls(void) { " + function + "(); }\n";
    return this;
  }

  FakeWhisper withoutDevices() {
    devices = 0;
    return this;
  }

  /** Lets it need a library that is nowhere. */
  FakeWhisper needing(String library) throws Exception {
    Path elsewhere = folder.resolve("stub-" + library);
    compile(elsewhere, "int gone(void) { return 1; }\n", List.of("-Wl,-soname," + library));
    options.addAll(List.of("-L" + folder, "-Wl,--no-as-needed", "-l:stub-" + library));
    return this;
  }

  /** Makes {@code libwhisper.so}. */
  Path make() throws Exception {
    Path includes = Files.createDirectories(folder.resolve("include"));
    Path real = NativeBuilds.cpuLibrary().getParent().resolveSibling("include");
    try (Stream<Path> headers = Files.list(real)) {
      for (Path each : headers.toList()) {
        Files.copy(each, includes.resolve(each.getFileName().toString()));
      }
    }
    Files.writeString(includes.resolve("whisper.h"), header);
    String told =
        version.isEmpty()
            ? ""
            : "const char *whisper_version(void) { return \"" + version + "\"; }\n";
    List<String> all = new ArrayList<>(options);
    all.add("-I" + includes);
    all.add("-DDEVICES=" + devices);
    all.add("-DNO_SPEECH=" + noSpeech);
    Path library = folder.resolve("libwhisper.so");
    compile(library, SOURCE.formatted(more + told), all);
    return library;
  }

  /** Makes a library of a source. */
  static void compile(Path library, String source, List<String> options) throws Exception {
    Path code = Files.writeString(library.resolveSibling(library.getFileName() + ".c"), source);
    List<String> command =
        new ArrayList<>(
            List.of(compiler(), "-shared", "-fPIC", "-o", library.toString(), code.toString()));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  static String compiler() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(part -> Path.of(part, "gcc"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseGet(
            () ->
                Boolean.getBoolean("humhelix.test.require-programs")
                    ? fail("this test must not be skipped here: there is no gcc")
                    : abort("there is no gcc here, needed to make a library"));
  }
}
