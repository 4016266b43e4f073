package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import java.util.List;

/**
 * What the pieces of all clips share.
 *
 * @param options how audio becomes text
 * @param cutter cuts windows into segments
 * @param tokenizer gives segments their text
 * @param endOfText the first token that is no text
 * @param wordTimer gives words their times
 */
record Decoder(
    DecodingOptions options,
    SegmentCutter cutter,
    Tokenizer tokenizer,
    int endOfText,
    WordTimer wordTimer) {

  List<TimedText> texts(List<TimedTokens> segments) {
    return segments.stream()
        .map(
            segment ->
                new TimedText(
                    segment.start(),
                    segment.end(),
                    tokenizer.decode(
                        segment.tokens().stream().filter(token -> token < endOfText).toList()),
                    segment.tokens(),
                    List.of()))
        .toList();
  }
}
