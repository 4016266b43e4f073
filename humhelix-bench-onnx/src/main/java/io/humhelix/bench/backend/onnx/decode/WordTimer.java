package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.model.GenerationConfig;
import io.humhelix.bench.backend.onnx.model.GenerationConfig.AlignmentHead;
import io.humhelix.bench.backend.onnx.model.SpecialTokens;
import io.humhelix.bench.backend.onnx.model.WhisperConfig;
import io.humhelix.bench.backend.onnx.tokens.WordSplitter;
import io.humhelix.bench.backend.onnx.tokens.WordTokens;
import io.humhelix.bench.backend.onnx.words.AttentionMatrix;
import io.humhelix.bench.backend.onnx.words.SegmentWords;
import io.humhelix.bench.backend.onnx.words.TimeWarp;
import io.humhelix.bench.backend.onnx.words.TimedWord;
import io.humhelix.bench.backend.onnx.words.WordPlacement;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the times of a window's words: its text is fed to the decoder once more, and the attention
 * of the model's alignment heads shows where each token is heard. Thread-safe.
 */
final class WordTimer {

  private final SpecialTokens tokens;
  private final GenerationConfig generation;
  private final Prompts prompts;
  private final WordSplitter splitter;
  private final WhisperNetwork network;

  WordTimer(WhisperConfig config, Prompts prompts, WordSplitter splitter, WhisperNetwork network) {
    this.tokens = config.tokens();
    this.generation = config.generation();
    this.prompts = prompts;
    this.splitter = splitter;
    this.network = network;
  }

  /**
   * Fails if the model does not give what word times are made of.
   *
   * @throws SutException with the reason
   */
  void check() throws SutException {
    boolean attention = network.hasCrossAttention();
    if (!attention || generation.alignmentHeads().isEmpty()) {
      throw new SutException(
          FailureKind.MODEL,
          "The model has no word times: "
              + (attention
                  ? "generation_config.json names no alignment_heads."
                  : "its decoder graph does not give its cross-attention weights."),
          "Leave word_timestamps off, or use a model that was exported with attentions and whose"
              + " generation_config.json has alignment_heads.");
    }
  }

  /**
   * Times words.
   *
   * @param audio the window
   * @param texts its segments
   * @param offset where the window begins, in seconds
   * @param frames how many frames of audio it holds
   * @param lastSpeech where the speech before it ended, in seconds
   * @return the segments with words, and with times that agree with them
   */
  List<TimedText> time(
      EncodedWindow audio,
      List<TimedText> texts,
      Optional<String> language,
      TranscriptionTask.Kind kind,
      double offset,
      int frames,
      double lastSpeech)
      throws SutException {
    List<Integer> text = new ArrayList<>();
    texts.forEach(segment -> text.addAll(textOf(segment)));
    List<TimedWord> words = words(audio, text, language, kind, offset, frames);
    WordPlacement placement = new WordPlacement(words, lastSpeech);
    List<TimedText> timed = new ArrayList<>();
    for (TimedText segment : texts) {
      SegmentWords own = placement.place(segment.start(), segment.end(), textOf(segment).size());
      timed.add(
          new TimedText(
              own.start(),
              own.end(),
              segment.text(),
              segment.tokens(),
              own.words().stream()
                  .map(word -> new Word(word.start(), word.end(), word.text()))
                  .toList()));
    }
    return timed;
  }

  private List<TimedWord> words(
      EncodedWindow audio,
      List<Integer> text,
      Optional<String> language,
      TranscriptionTask.Kind kind,
      double offset,
      int frames)
      throws SutException {
    List<Integer> start = prompts.startOf(language.orElse(""), kind);
    // A text that fills the model's length has no room for the end; its last words go untimed.
    int room = generation.maxTokens() - start.size() - 2;
    List<Integer> heard = text.subList(0, Math.min(text.size(), room));
    // The encoder has one position for two frames.
    int positions = frames / 2;
    if (heard.isEmpty() || positions == 0) {
      return List.of();
    }
    int[] starts = audio.alone(window -> starts(window, start, heard, positions));
    List<Integer> ended = new ArrayList<>(heard);
    ended.add(tokens.endOfText());
    // The reference splits translations by the language of the speech, too.
    List<WordTokens> words = splitter.split(ended, language.orElse("en"));
    List<TimedWord> timed = new ArrayList<>();
    int place = 0;
    for (WordTokens word : words.subList(0, words.size() - 1)) {
      int end = place + word.tokens().size();
      timed.add(
          new TimedWord(
              word.text(),
              word.tokens().size(),
              offset + starts[place] * SpecialTokens.TIME_STEP_SECONDS,
              offset + starts[end] * SpecialTokens.TIME_STEP_SECONDS));
      place = end;
    }
    return timed;
  }

  /** Returns the position where each token of the text begins, and behind them that of its end. */
  private int[] starts(EncodedAudio audio, List<Integer> start, List<Integer> text, int positions)
      throws SutException {
    List<Integer> prompt = new ArrayList<>(start);
    prompt.add(tokens.noTimestamps());
    prompt.addAll(text);
    prompt.add(tokens.endOfText());
    int[] layers =
        generation.alignmentHeads().stream().mapToInt(AlignmentHead::layer).distinct().toArray();
    List<float[][]> heads = new ArrayList<>();
    try (Decoding decoding = network.decode(audio, 1, layers)) {
      decoding.prompt(new int[][] {prompt.stream().mapToInt(Integer::intValue).toArray()});
      for (AlignmentHead head : generation.alignmentHeads()) {
        heads.add(decoding.crossAttention(head.layer(), head.head(), 0));
      }
    }
    float[][] all = AttentionMatrix.of(heads, positions, generation.medianFilterWidth());
    // What a token hears shows at the place that predicts it: from no timestamps to the last word.
    float[][] rows = Arrays.copyOfRange(all, start.size(), all.length - 1);
    return TimeWarp.starts(rows);
  }

  private List<Integer> textOf(TimedText segment) {
    return segment.tokens().stream().filter(token -> token < tokens.endOfText()).toList();
  }
}
