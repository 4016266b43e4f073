package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.features.LogMel;
import io.humhelix.bench.backend.onnx.features.MelSettings;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import io.humhelix.bench.backend.onnx.tokens.WordSplitter;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns samples into text with one loaded model. Thread-safe, as the network is. It owns nothing:
 * whoever made the network closes it, when no call is under way.
 *
 * <p>Audio of up to 30 s is one window. Longer audio goes by {@link DecodingOptions.LongAudio}.
 * Audio without samples has no segments.
 */
public final class Transcriber {

  private final WhisperConfig config;
  private final Tokenizer tokenizer;
  private final LogMel logMel;
  private final WhisperNetwork network;
  private final DecodingOptions options;
  private final Prompts prompts;
  private final Decoder decoder;
  private final WindowLoop loop;
  private final List<Integer> initial;

  /**
   * Prepares a model for use.
   *
   * @param config the model's configuration
   * @param tokenizer the model's vocabulary
   * @param network the model's networks
   * @param options how audio becomes text
   */
  public Transcriber(
      WhisperConfig config, Tokenizer tokenizer, WhisperNetwork network, DecodingOptions options) {
    this.config = config;
    this.tokenizer = tokenizer;
    this.network = network;
    this.options = options;
    this.logMel = new LogMel(MelSettings.ofMels(config.sizes().mels()));
    this.prompts = new Prompts(config.tokens(), config.generation().maxTokens());
    this.decoder =
        new Decoder(
            options,
            new SegmentCutter(config.tokens(), logMel.settings().secondsPerFrame()),
            tokenizer,
            config.tokens().endOfText(),
            new WordTimer(
                config,
                prompts,
                new WordSplitter(tokenizer, config.tokens().endOfText()),
                network));
    this.loop =
        new WindowLoop(
            network,
            new WindowDecoder(config, tokenizer, network, prompts, options),
            logMel.settings().windowSize(),
            options.windowsTogether(),
            options.padsLastBatch(),
            config.tokens().multilingual());
    this.initial = promptTokens(options.initialPrompt(), tokenizer);
  }

  /**
   * Returns what a prompt is before it is cut to what the decoder takes of it.
   *
   * @param prompt text; blanks around it do not count
   * @param tokenizer the model's vocabulary
   * @return its tokens; none of an empty one
   */
  public static List<Integer> promptTokens(String prompt, Tokenizer tokenizer) {
    String text = prompt.strip();
    return text.isEmpty() ? List.of() : tokenizer.encode(" " + text);
  }

  /**
   * Returns how many tokens of prompt and earlier text are taken, the last ones: half the model's
   * length less one, as in OpenAI's {@code decoding.py} ({@code n_ctx // 2 - 1}).
   *
   * @param config the model's configuration
   * @return 223 for Whisper's models
   */
  public static int mostPromptTokens(WhisperConfig config) {
    return Prompts.room(config.generation().maxTokens());
  }

  /**
   * Transcribes a clip.
   *
   * @param samples mono samples at 16 kHz, within -1 to 1; not written to
   * @param task what is asked for; voice activity detection is not looked at
   * @param listener told of each segment as soon as it has its text, in the order of the audio,
   *     from the calling thread
   * @return the text
   * @throws SutException if the model cannot do what is asked for, or the engine fails
   */
  public Transcription transcribe(
      float[] samples, TranscriptionTask task, Consumer<Segment> listener) throws SutException {
    check(task);
    ClipProgress clip = clip(samples, task, listener);
    loop.run(List.of(clip));
    return clip.transcription();
  }

  /**
   * Transcribes clips, windows of several of them together.
   *
   * @param clips mono samples at 16 kHz, within -1 to 1; not written to
   * @param task what is asked for of each
   * @param listener told of each segment and of its clip's place in the list
   * @return one a clip
   * @throws SutException if the model cannot do what is asked for, or the engine fails
   */
  public List<Transcription> transcribeBatch(
      List<float[]> clips, TranscriptionTask task, SegmentListener listener) throws SutException {
    check(task);
    List<ClipProgress> progress = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      int place = i;
      progress.add(clip(clips.get(i), task, segment -> listener.segment(place, segment)));
    }
    loop.run(progress);
    return progress.stream().map(ClipProgress::transcription).toList();
  }

  /**
   * Fails if the model cannot do what is asked for, as a call would.
   *
   * @param task what is asked for
   * @throws SutException if the model does not know the language, cannot translate or has no word
   *     times
   */
  public void check(TranscriptionTask task) throws SutException {
    prompts.check(task);
    if (task.wordTimestamps()) {
      decoder.wordTimer().check();
    }
  }

  private ClipProgress clip(float[] samples, TranscriptionTask task, Consumer<Segment> listener) {
    Optional<String> language =
        config.tokens().multilingual()
            ? task.language().map(code -> code.toLowerCase(Locale.ROOT))
            : Optional.empty();
    ClipProgress clip = new ClipProgress(task, language, listener);
    MelSettings settings = logMel.settings();
    boolean many = samples.length / settings.hop() > settings.windowFrames();
    boolean batched = many && options.longAudio() == DecodingOptions.LongAudio.BATCHED;
    boolean timestamps =
        switch (options.timestamps()) {
          case ON -> true;
          case OFF -> false;
          case AUTO -> task.wordTimestamps() || many && !batched;
        };
    List<Integer> cuts =
        batched
            ? new QuietCuts(settings.windowSamples(), settings.sampleRate()).of(samples)
            : List.of(0, samples.length);
    for (int i = 0; i + 1 < cuts.size(); i++) {
      int count = cuts.get(i + 1) - cuts.get(i);
      PieceAudio audio = new PieceAudio(logMel, samples, cuts.get(i), count);
      clip.add(new Piece(clip, audio, decoder, timestamps, initial));
    }
    return clip;
  }
}
