package io.humhelix.bench.backend.onnx.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the ids of special tokens and finds out whether the generation settings and the tokenizer
 * are of the same model: a tokenizer of another model would turn right tokens into wrong text.
 */
final class SpecialTokenReader {

  /** Time tokens from 0 to 30 s. */
  private static final int TIMES = 1501;

  /** How OpenAI's code tells multilingual models, by {@code whisper/model.py}. */
  private static final int SMALLEST_MULTILINGUAL = 51_865;

  private static final Pattern LANGUAGE = Pattern.compile("<\\|([a-z]{2,3})\\|>");

  private final JsonFile generation;
  private final Path tokenizerPath;
  private final TokenizerIds tokenizer;
  private final Findings findings;
  private boolean agreed = true;

  SpecialTokenReader(
      JsonFile generation, Path tokenizerPath, TokenizerIds tokenizer, Findings findings) {
    this.generation = generation;
    this.tokenizerPath = tokenizerPath;
    this.tokenizer = tokenizer;
    this.findings = findings;
  }

  Optional<SpecialTokens> read(int vocabulary) {
    int endOfText = agreed("eos_token_id", "<|endoftext|>", vocabulary);
    int start = agreed("decoder_start_token_id", "<|startoftranscript|>", vocabulary);
    int noTimestamps = agreed("no_timestamps_token_id", "<|notimestamps|>", vocabulary);
    if (agreed && tokenizer.largestId() >= vocabulary) {
      disagree(
          "has the id "
              + tokenizer.largestId()
              + ", but the model knows "
              + vocabulary
              + " tokens (vocab_size)");
    }
    if (agreed && vocabulary - noTimestamps - 1 < TIMES) {
      disagree(
          "has <|notimestamps|> at "
              + noTimestamps
              + ", which leaves "
              + (vocabulary - noTimestamps - 1)
              + " of the model's "
              + vocabulary
              + " tokens for times; allowed: "
              + TIMES
              + " or more");
    }
    boolean multilingual =
        generation.flag("is_multilingual").orElse(vocabulary >= SMALLEST_MULTILINGUAL);
    Map<String, Integer> languages = multilingual && agreed ? languages(vocabulary) : Map.of();
    if (!agreed) {
      return Optional.empty();
    }
    return Optional.of(
        new SpecialTokens(
            endOfText,
            start,
            tokenizer.id("<|startofprev|>").orElse(noTimestamps - 2),
            tokenizer.id("<|startoflm|>"),
            first("<|nospeech|>", "<|nocaptions|>").orElse(noTimestamps - 1),
            noTimestamps,
            multilingual ? tokenizer.id("<|transcribe|>") : OptionalInt.empty(),
            multilingual ? tokenizer.id("<|translate|>") : OptionalInt.empty(),
            languages));
  }

  private OptionalInt first(String... names) {
    for (String name : names) {
      if (tokenizer.id(name).isPresent()) {
        return tokenizer.id(name);
      }
    }
    return OptionalInt.empty();
  }

  /** The id that both files have. */
  private int agreed(String key, String token, int vocabulary) {
    OptionalInt inTokenizer = tokenizer.id(token);
    OptionalInt inConfig = generation.optional(key, 0, vocabulary - 1);
    if (inTokenizer.isEmpty()) {
      disagree("has no token " + token);
    } else if (inConfig.isPresent() && inConfig.getAsInt() != inTokenizer.getAsInt()) {
      disagree(
          "has "
              + token
              + " at "
              + inTokenizer.getAsInt()
              + ", but "
              + generation.path().getFileName()
              + " has it at "
              + inConfig.getAsInt()
              + " ("
              + key
              + ")");
    }
    return inTokenizer.orElse(0);
  }

  private Map<String, Integer> languages(int vocabulary) {
    Map<String, Integer> languages = new TreeMap<>();
    JsonNode stated = generation.node("lang_to_id");
    if (stated == null) {
      tokenizer
          .special()
          .forEach((token, id) -> code(token).ifPresent(code -> languages.put(code, id)));
    } else {
      stated
          .properties()
          .forEach(
              entry -> {
                OptionalInt id = tokenizer.id(entry.getKey());
                if (!entry.getValue().isInt()
                    || id.isEmpty()
                    || id.getAsInt() != entry.getValue().intValue()
                    || id.getAsInt() >= vocabulary) {
                  disagree(
                      "has "
                          + entry.getKey()
                          + (id.isPresent() ? " at " + id.getAsInt() : " nowhere")
                          + ", but "
                          + generation.path().getFileName()
                          + " has it at "
                          + entry.getValue()
                          + " (lang_to_id)");
                } else {
                  code(entry.getKey()).ifPresent(code -> languages.put(code, id.getAsInt()));
                }
              });
    }
    if (languages.isEmpty() || tokenizer.id("<|transcribe|>").isEmpty()) {
      disagree("has no tokens for languages and tasks, but the model is multilingual");
    }
    return languages;
  }

  private static Optional<String> code(String token) {
    Matcher matcher = LANGUAGE.matcher(token);
    return matcher.matches()
        ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** One finding is enough: where one id differs, most do. */
  private void disagree(String finding) {
    if (agreed) {
      findings.add(
          tokenizerPath,
          "is the tokenizer of another model: it " + finding,
          "Take the tokenizer.json that was published with the model.");
    }
    agreed = false;
  }
}
