package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of a manifest's line that change what is asked, or which audio it is. */
class ManifestKeysTest {

  private static final String YAML =
      """
      name: n
      suts: [{backend: b, model: m}]
      workloads:
        - name: w
          manifest: m.jsonl
      """;

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written = new Written(folder, "a.wav", "x/a.wav", "b.wav", "c.wav");
  }

  /** Writes a manifest of lines with these keys after the path. */
  private void manifest(String... lines) {
    written.put("m.jsonl", String.join("\n", lines) + "\n");
  }

  private static String line(String file, String keys) {
    return "{\"audio_filepath\": \"" + file + "\"" + (keys.isEmpty() ? "" : ", ") + keys + "}";
  }

  private List<AudioClip> clips(String... lines) throws Exception {
    manifest(lines);
    return written.read(YAML).workloads().get(0).clips();
  }

  private List<String> problems(String... lines) {
    manifest(lines);
    return written.problems(YAML);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lang", "language", "source_lang", "target_lang"})
  void everyKeyForALanguageIsRead(String key) throws Exception {
    assertEquals(
        List.of(Optional.of("de"), Optional.empty()),
        clips(line("a.wav", "\"" + key + "\": \"de\""), line("b.wav", "")).stream()
            .map(AudioClip::language)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"en-US, en", "zh_Hant_TW, zh", "DE, de", "yue, yue", "haw, haw"})
  void ofATagTheLanguageCounts(String tag, String code) throws Exception {
    assertEquals(
        Optional.of(code), clips(line("a.wav", "\"lang\": \"" + tag + "\"")).get(0).language());
  }

  @Test
  void anEmptyLanguageIsThatOfTheWorkload() throws Exception {
    assertEquals(
        List.of(Optional.empty(), Optional.empty()),
        clips(line("a.wav", "\"lang\": \"\""), line("b.wav", "\"language\": null")).stream()
            .map(AudioClip::language)
            .toList());
  }

  @Test
  void theCallsOfALineAreInItsLanguage() throws Exception {
    manifest(
        line("a.wav", "\"lang\": \"de\""), line("b.wav", ""), line("c.wav", "\"lang\": \"en\""));
    Workload workload = written.read(YAML + "    language: en\n").workloads().get(0);
    assertEquals(
        List.of(TranscriptionTask.transcribe("de"), TranscriptionTask.transcribe("en")),
        workload.tasks());
  }

  @Test
  void twoKeysOfOneLanguageAgree() throws Exception {
    assertEquals(
        Optional.of("en"),
        clips(line("a.wav", "\"source_lang\": \"en\", \"target_lang\": \"en-GB\""))
            .get(0)
            .language());
    assertEquals(
        List.of(
            "m.jsonl:1:65: target_lang: found 'de' beside 'en' in the same line; allowed: one"
                + " language: a clip is not translated by itself; set the workload's task to"
                + " translate, or remove one of the keys"),
        problems(line("a.wav", "\"source_lang\": \"en\", \"target_lang\": \"de\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"english\"", "\"e\"", "\"auto\"", "5", "[\"en\"]", "true"})
  void whatIsNoLanguageIsRefused(String value) {
    String allowed =
        value.startsWith("\"")
            ? "a language code of two or three letters, such as en or en-US"
            : "a text in double quotes";
    String found = value.startsWith("[") ? "[" : value.replace("\"", "");
    assertEquals(
        List.of("m.jsonl:1:37: lang: found '" + found + "'; allowed: " + allowed),
        problems(line("a.wav", "\"lang\": " + value)));
  }

  @ParameterizedTest
  @CsvSource({"eng, en", "deu, de", "ger, de", "zho, zh", "hin, hi"})
  void aCodeOfThreeLettersThatHasTwoIsRefusedWithThem(String three, String two) {
    assertEquals(
        List.of(
            "m.jsonl:1:37: lang: found '"
                + three
                + "'; allowed: the ISO 639-1 code where there is one; write "
                + two),
        problems(line("a.wav", "\"lang\": \"" + three + "\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lang", "LANGUAGE", "lang_id", "language_code", "languageId", "locale"})
  void anotherNameOfTheLanguageIsNotPassedOver(String key) {
    assertEquals(
        List.of(
            "m.jsonl:1:"
                + (29 + key.length() + 4)
                + ": "
                + key
                + ": this key is not supported; allowed: lang, with an ISO 639-1 code; write it as"
                + " lang, or remove it"),
        problems(line("a.wav", "\"" + key + "\": \"de\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"langs_spoken", "native_language", "localename", "gender"})
  void keysOfOtherToolsAre(String key) throws Exception {
    assertEquals(1, clips(line("a.wav", "\"" + key + "\": \"de\"")).size());
  }

  @Test
  void aCodeThatNoLanguageHasIsRefused() {
    assertEquals(
        List.of(
            "m.jsonl:1:37: lang: found 'xx'; allowed: the ISO 639-1 code where there is one; there is"
                + " no such language; write its ISO 639-1 code"),
        problems(line("a.wav", "\"lang\": \"xx\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"taskname", "task"})
  void whatIsToBeTranscribedIs(String key) throws Exception {
    for (String task : List.of("\"asr\"", "\"transcribe\"", "\"transcription\"", "null")) {
      assertEquals(1, clips(line("a.wav", "\"" + key + "\": " + task)).size());
    }
    int column = 31 + key.length() + 2;
    assertEquals(
        List.of(
            "m.jsonl:1:"
                + column
                + ": "
                + key
                + ": found 's2t_translation'; allowed: a line to transcribe: asr, transcribe,"
                + " transcription"),
        problems(line("a.wav", "\"" + key + "\": \"s2t_translation\"")));
  }

  @Test
  void oneChannelIsRefused() throws Exception {
    assertEquals(1, clips(line("a.wav", "\"channel_selector\": null")).size());
    for (String channel : List.of("1", "\"average\"", "[0, 1]", "{\"a\": 1}")) {
      assertEquals(
          List.of(
              "m.jsonl:1:49: channel_selector: this key is not supported; allowed: all channels,"
                  + " mixed; write the channel into a file of its own"),
          problems(line("a.wav", "\"channel_selector\": " + channel)));
    }
  }

  @Test
  void anOffsetCutsAndADurationOnlyBesideOne() throws Exception {
    assertEquals(
        List.of(
            AudioClip.of(folder.resolve("a.wav"))
                .part(1.5, OptionalDouble.of(2))
                .withId("a.wav@1.5+2"),
            AudioClip.of(folder.resolve("a.wav"))
                .part(3.5, OptionalDouble.empty())
                .withId("a.wav@3.5"),
            AudioClip.of(folder.resolve("b.wav")).withDeclaredSeconds(4),
            AudioClip.of(folder.resolve("c.wav"))),
        clips(
            line("a.wav", "\"offset\": 1.50, \"duration\": 2.0"),
            line("a.wav", "\"offset\": 3.5"),
            line("b.wav", "\"offset\": 0, \"duration\": 4"),
            line("c.wav", "\"offset\": null, \"duration\": null")));
  }

  /** Either order of the keys is the same line. */
  @Test
  void theOrderOfKeysDoesNotMatter() throws Exception {
    List<AudioClip> one = clips(line("a.wav", "\"offset\": 1, \"duration\": 2, \"lang\": \"de\""));
    written.put(
        "m.jsonl",
        "{\"lang\": \"de\", \"duration\": 2, \"offset\": 1, \"audio_filepath\": \"a.wav\"}");
    assertEquals(one, written.read(YAML).workloads().get(0).clips());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"1\"", "true", "1e999", "[1]"})
  void whatIsNoOffsetIsRefused(String value) {
    String found = problems(line("a.wav", "\"offset\": " + value)).get(0);
    assertEquals(
        "m.jsonl:1:39: offset: found '"
            + (value.startsWith("[") ? "[" : value.replace("\"", ""))
            + "'; allowed: seconds, 0 or more",
        found);
  }

  @Test
  void aPartOfNothingIsRefused() {
    assertEquals(
        List.of(
            "m.jsonl:1:1: duration: found 0 beside an offset; allowed: the length of the part,"
                + " above 0; correct it, or leave it out to read to the end of the file"),
        problems(line("a.wav", "\"offset\": 1, \"duration\": 0")));
  }

  @Test
  void aPartMayStandOnce() {
    assertEquals(
        List.of(
            "m.jsonl:3:20: audio_filepath: this part is already in line 1; allowed: each file, or"
                + " part of one, once; remove one of the lines"),
        problems(
            line("a.wav", "\"offset\": 1, \"duration\": 2"),
            line("a.wav", "\"offset\": 1, \"duration\": 2.5"),
            line("a.wav", "\"offset\": 1.0, \"duration\": 2.00")));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertEquals(
        List.of("1 lang", "1 offset", "2 taskname", "3 duration"),
        problems(
                line("a.wav", "\"lang\": 1, \"offset\": -1"),
                line("b.wav", "\"taskname\": \"ast\""),
                line("c.wav", "\"offset\": 1, \"duration\": 0"))
            .stream()
            .map(problem -> problem.split(":")[1] + problem.split(":")[3])
            .toList());
  }

  @Test
  void filesChooseAllTheirPartsFromAManifest() throws Exception {
    manifest(
        line("a.wav", "\"offset\": 1, \"duration\": 1, \"lang\": \"de\""),
        line("b.wav", "\"offset\": 1"),
        line("x/a.wav", "\"offset\": 1, \"duration\": 1"),
        line("a.wav", "\"offset\": 2, \"duration\": 1, \"lang\": \"fr\""));
    List<AudioClip> clips =
        written.read(YAML + "    files: [x/a.wav, a.wav]\n").workloads().get(0).clips();
    String root = folder.getFileName().toString();
    assertEquals(
        List.of("x/a.wav@1+1", root + "/a.wav@1+1", root + "/a.wav@2+1"),
        clips.stream().map(AudioClip::id).toList());
    assertEquals(
        List.of("", "de", "fr"), clips.stream().map(clip -> clip.language().orElse("")).toList());
  }

  /** A file may have any name, also that of a part. */
  @Test
  void aFileThatIsCalledAsAPartIsRefused() {
    written.put("a.wav@1+2", "not decoded here");
    assertEquals(
        List.of(
            "m.jsonl:2:20: audio_filepath: its clip would be called 'a.wav@1+2', as that of line 1;"
                + " allowed: clips of different names; rename the file"),
        problems(line("a.wav", "\"offset\": 1, \"duration\": 2"), line("a.wav@1+2", "")));
  }

  @Test
  void aThousandPartsOfAFileHaveAThousandNames() throws Exception {
    String[] lines =
        Stream.iterate(1, i -> i + 1)
            .limit(1000)
            .map(i -> line("a.wav", "\"offset\": " + i / 8.0 + ", \"duration\": 0.125"))
            .toArray(String[]::new);
    assertEquals(1000, clips(lines).stream().map(AudioClip::id).collect(Collectors.toSet()).size());
  }
}
