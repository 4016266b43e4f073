/*
 * whisper.cpp called by a plain C program: what a backend must not be slower than.
 *
 *   whisper_cpp_loop MODEL [OPTION=VALUE...]
 *
 * Keeps the model loaded and transcribes the clips (WAV, 16 kHz, mono, 16 bit) that its standard input names, one a
 * line. It answers each with the seconds of the call, the library's own times of it, and the text, separated by tabs.
 * An option that is not given is as the library has it. The README beside says how to compile it.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ggml-backend.h"
#include "whisper.h"

static void fail(const char *what, const char *about) {
  fprintf(stderr, "whisper_cpp_loop: %s: %s\n", about, what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

/* The last value given for an option, or null. */
static const char *option(int argc, char **argv, const char *name) {
  const char *value = NULL;
  size_t length = strlen(name);
  for (int i = 2; i < argc; i++) {
    if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=') value = argv[i] + length + 1;
  }
  return value;
}

#define BOOL(name, field) if ((value = option(argc, argv, name))) field = strcmp(value, "true") == 0
#define INT(name, field) if ((value = option(argc, argv, name))) field = atoi(value)
#define FLOAT(name, field) if ((value = option(argc, argv, name))) field = strtof(value, NULL)
#define TEXT(name, field) if ((value = option(argc, argv, name))) field = value

static void check_options(int argc, char **argv) {
  static const char *names[] = {
      "audio_context", "backends", "beam_size", "best_of", "carry_initial_prompt", "condition_on_previous_text",
      "flash_attention", "gpu", "gpu_device", "initial_prompt", "language", "max_text_context", "temperature",
      "temperature_increment", "threads", "vad_filter", "vad_model", "word_timestamps"};
  for (int i = 2; i < argc; i++) {
    size_t length = strcspn(argv[i], "=");
    bool known = false;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
      known |= strlen(names[n]) == length && strncmp(argv[i], names[n], length) == 0;
    }
    if (!known || argv[i][length] != '=') fail("no such option", argv[i]);
  }
}

static float *samples(const char *path, int *count) {
  FILE *file = fopen(path, "rb");
  if (!file) fail("cannot be opened", path);
  uint8_t head[12], chunk[8], format[16];
  if (fread(head, 1, 12, file) != 12 || memcmp(head, "RIFF", 4) || memcmp(head + 8, "WAVE", 4)) fail("is not a WAV file", path);
  bool fits = false;
  while (fread(chunk, 1, 8, file) == 8) {
    uint32_t size = chunk[4] | chunk[5] << 8 | chunk[6] << 16 | (uint32_t) chunk[7] << 24;
    if (memcmp(chunk, "fmt ", 4) == 0 && size >= 16) {
      if (fread(format, 1, 16, file) != 16) break;
      /* PCM, one channel, 16000 a second, 16 bit. */
      fits = memcmp(format, "\1\0\1\0\x80\x3e\0\0", 8) == 0 && format[14] == 16;
      size -= 16;
    } else if (memcmp(chunk, "data", 4) == 0) {
      if (!fits) break;
      uint8_t *bytes = malloc(size + 1);
      float *values = malloc(size * 2 + 4);
      if (!bytes || !values) fail("out of memory", path);
      *count = (int) (fread(bytes, 1, size, file) / 2);
      for (int i = 0; i < *count; i++) values[i] = (int16_t) (bytes[2 * i] | bytes[2 * i + 1] << 8) / 32768.0f;
      free(bytes);
      fclose(file);
      return values;
    }
    fseek(file, size + (size & 1), SEEK_CUR);
  }
  fail("16 kHz, mono, 16 bit are needed", path);
  return NULL;
}

int main(int argc, char **argv) {
  const char *value;
  if (argc < 2) fail("MODEL [OPTION=VALUE...] is needed", "arguments");
  check_options(argc, argv);
  /* Where the library is split: its parts for this machine. */
  if ((value = option(argc, argv, "backends"))) ggml_backend_load_all_from_path(value);

  struct whisper_context_params how = whisper_context_default_params();
  BOOL("gpu", how.use_gpu);
  INT("gpu_device", how.gpu_device);
  BOOL("flash_attention", how.flash_attn);
  struct whisper_context *context = whisper_init_from_file_with_params(argv[1], how);
  if (!context) fail("cannot be loaded", argv[1]);

  int beams = 0;
  INT("beam_size", beams);
  struct whisper_full_params params =
      whisper_full_default_params(beams > 1 ? WHISPER_SAMPLING_BEAM_SEARCH : WHISPER_SAMPLING_GREEDY);
  if (beams > 1) params.beam_search.beam_size = beams;
  params.print_progress = false;
  INT("threads", params.n_threads);
  INT("audio_context", params.audio_ctx);
  INT("best_of", params.greedy.best_of);
  FLOAT("temperature", params.temperature);
  FLOAT("temperature_increment", params.temperature_inc);
  TEXT("language", params.language);
  TEXT("initial_prompt", params.initial_prompt);
  BOOL("carry_initial_prompt", params.carry_initial_prompt);
  bool previous_text = !params.no_context;
  BOOL("condition_on_previous_text", previous_text);
  params.no_context = !previous_text;
  INT("max_text_context", params.n_max_text_ctx);
  BOOL("word_timestamps", params.token_timestamps);
  BOOL("vad_filter", params.vad);
  TEXT("vad_model", params.vad_model_path);

  fprintf(stderr, "%s\n", whisper_print_system_info());
  printf("ready\twhisper.cpp %s in C\n", whisper_version());
  fflush(stdout);
  char path[4096];
  while (fgets(path, sizeof path, stdin)) {
    path[strcspn(path, "\n")] = 0;
    int count;
    float *audio = samples(path, &count);
    whisper_reset_timings(context);
    double start = now();
    int status = whisper_full(context, params, audio, count);
    if (status) fail("whisper_full failed", path);
    int segments = whisper_full_n_segments(context);
    const char *texts[segments + 1];
    for (int i = 0; i < segments; i++) {
      texts[i] = whisper_full_get_segment_text(context, i);
      whisper_full_get_segment_t0(context, i);
      whisper_full_get_segment_t1(context, i);
    }
    double seconds = now() - start;
    struct whisper_timings *times = whisper_get_timings(context);
    /* For one run of the encoder, one token. */
    printf("%.6f\tencode_ms=%.3f decode_ms=%.3f\t", seconds, times->encode_ms, times->decode_ms);
    free(times);
    for (int i = 0; i < segments; i++) {
      const char *text = texts[i];
      /* The first word of a segment has a space before it. */
      if (i == 0) text += strspn(text, " ");
      for (; *text; text++) putchar(*text == '\t' || *text == '\n' ? ' ' : *text);
    }
    putchar('\n');
    fflush(stdout);
    free(audio);
  }
  whisper_free(context);
  return 0;
}
