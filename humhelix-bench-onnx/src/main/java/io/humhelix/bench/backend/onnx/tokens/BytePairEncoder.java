package io.humhelix.bench.backend.onnx.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text to tokens by jtokkit, which is built at the first call: only prompts need it. Thread-safe.
 *
 * <p>jtokkit takes one number for both a token's id and the rank of its merge. Here it gets ranks,
 * and ids are looked up afterwards, so that a vocabulary need not be in the order of its merges.
 */
final class BytePairEncoder {

  /** How GPT-2 and Whisper cut text before merging. */
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, Integer> vocabulary;
  private final List<String> merges;
  private volatile Ranked ranked;

  BytePairEncoder(Map<String, Integer> vocabulary, List<String> merges) {
    this.vocabulary = vocabulary;
    this.merges = merges;
  }

  List<Integer> encode(String text) {
    Ranked current = ranked;
    if (current == null) {
      current = rank();
      ranked = current;
    }
    IntArrayList ranks = current.encoding.encodeOrdinary(text);
    List<Integer> ids = new ArrayList<>(ranks.size());
    for (int i = 0; i < ranks.size(); i++) {
      ids.add(current.ids[ranks.get(i)]);
    }
    return ids;
  }

  private Ranked rank() {
    Map<byte[], Integer> ranks = new LinkedHashMap<>();
    int[] ids = new int[256 + merges.size()];
    int rank = 0;
    for (int b = 0; b < 256; b++) {
      ids[rank] = vocabulary.getOrDefault(String.valueOf(ByteAlphabet.letter(b)), 0);
      ranks.put(new byte[] {(byte) b}, rank++);
    }
    for (String merge : merges) {
      String entry = merge.replace(" ", "");
      Integer id = vocabulary.get(entry);
      byte[] bytes = ByteAlphabet.bytes(entry);
      if (id != null && bytes != null) {
        ids[rank] = id;
        ranks.put(bytes, rank++);
      }
    }
    GptBytePairEncodingParams params =
        new GptBytePairEncodingParams("whisper", WORDS, ranks, Map.of());
    Encoding encoding =
        Encodings.newLazyEncodingRegistry()
            .registerGptBytePairEncoding(params)
            .getEncoding("whisper")
            .orElseThrow();
    return new Ranked(encoding, ids);
  }

  private static final class Ranked {
    private final Encoding encoding;
    private final int[] ids;

    private Ranked(Encoding encoding, int[] ids) {
      this.encoding = encoding;
      this.ids = ids;
    }
  }
}
