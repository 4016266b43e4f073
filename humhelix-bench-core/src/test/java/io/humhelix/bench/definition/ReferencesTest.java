package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferencesTest {

  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void audio() throws IOException {
    here = folder.toRealPath();
    new Written(here, "clips/a.wav", "clips/b b.wav", "more/a.wav");
  }

  private AdHocDefinition read(String references, String... audio) throws DefinitionException {
    Path file = here.resolve("refs.txt");
    try {
      Files.writeString(file, references);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return AdHocDefinitionTest.read(
        Stream.of(audio).map(path -> here.resolve(path).toString()).toList(), file);
  }

  private List<String> texts(String references) throws DefinitionException {
    List<String> texts = new ArrayList<>();
    for (AudioClip clip : read(references, "clips").definition().workloads().get(0).clips()) {
      texts.add(clip.reference().orElse("-"));
    }
    return texts;
  }

  static List<String> forms() {
    return List.of(
        "a.wav\tone\nb b.wav\ttwo\n",
        "\uFEFFa.wav\tone\r\nb b.wav\ttwo\r\n",
        "clips/a.wav\tone\n\nclips/b b.wav\ttwo",
        "a\tone\n\"b b\"\ttwo\n",
        "path\tsentence\na.mp3\tone\nb b.mp3\ttwo\n",
        "client_id\tpath\tsentence\tup_votes\nx\ta.mp3\tone\t2\nx\tb b.mp3\ttwo\t0\n",
        "Text\tFile\none\ta.wav\ntwo\t./clips/b b.wav\n",
        "{\"clip\": \"a.wav\", \"text\": \"one\"}\n{\"clip\": \"b b.wav\", \"text\": \"two\"}\n",
        "{\"audio_filepath\": \"clips/a.wav\", \"text\": \"one\"}\n"
            + "{\"audio_filepath\": \"/elsewhere/clips/b b.flac\", \"text\": \"two\"}\n");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void manyFormsSayTheSame(String references) throws Exception {
    assertEquals(List.of("one", "two"), texts(references));
    assertEquals(List.of(), read(references, "clips").remarks());
  }

  @Test
  void quotesOfATextAreItsOwnUnlessASpreadsheetPutThem() throws Exception {
    assertEquals(
        List.of("\"Go,\" he said. \"Now.\"", "say \"so\""),
        texts("a.wav\t\"Go,\" he said. \"Now.\"\nb b.wav\t\"say \"\"so\"\"\"\n"));
  }

  @Test
  void aManifestTellsMoreThanTexts() throws Exception {
    List<AudioClip> clips =
        read(
                "{\"audio_filepath\": \"clips/a.wav\", \"text\": \"x\", \"offset\": 1, \"lang\":"
                    + " \"de\", \"speaker\": \"s\"}\n"
                    + "{\"audio_filepath\": \"clips/a.wav\", \"text\": \"y\", \"offset\": 2}\n",
                "clips/a.wav")
            .definition()
            .workloads()
            .get(0)
            .clips();
    assertEquals(List.of("a.wav@1", "a.wav@2"), clips.stream().map(AudioClip::id).toList());
    assertEquals("de", clips.get(0).language().orElseThrow());
    assertEquals("s", clips.get(0).speaker().orElseThrow());
  }

  @Test
  void missingAndUnknownClipsAreTold() throws Exception {
    List<String> remarks = read("a.wav\tone\nz.wav\tnone\n", "clips").remarks();
    assertEquals(2, remarks.size(), remarks::toString);
    assertTrue(
        remarks
            .get(0)
            .endsWith("no reference for 1 of 2 clips, which count for speed alone: b b.wav"),
        remarks::toString);
    assertTrue(
        remarks.get(1).endsWith("1 line names a file that is not measured: line 2 z.wav"),
        remarks::toString);
  }

  @Test
  void aCorpusMayHaveTheSameNamesInItsOtherFolders() throws Exception {
    String corpus = "c/clips/a.wav\tone\nc/other/a.wav\tnone\nclips/b b.mp3\ttwo\n";
    assertEquals(List.of("one", "two"), texts(corpus));
    assertTrue(
        read(corpus, "clips").remarks().toString().contains("not measured: line 2 c/other/a.wav"),
        "told");
    AdHocDefinition both =
        read("/c/more/a.mp3\tmore\n/c/clips/a.mp3\tone\n", "clips/a.wav", "more");
    assertEquals(
        List.of("one", "more"),
        both.definition().workloads().get(0).clips().stream()
            .map(clip -> clip.reference().orElse("-"))
            .toList());
    assertEquals(List.of(), both.remarks());
  }

  @Test
  void aFileOfAnotherFolderIsTakenForOneOfThatNameOnlyIfAloneAndNeverSilently() throws Exception {
    assertEquals(List.of("one", "-"), texts("other/a.wav\tone\n"));
    assertTrue(
        read("other/a.wav\tone\n", "clips")
            .remarks()
            .get(1)
            .endsWith(
                "1 line names another folder, and was taken for the file of that name: line 1"
                    + " other/a.wav"),
        "told");
    assertEquals(List.of("-", "two"), texts("other/a.wav\tone\nthird/a.wav\tnone\nb b.wav\ttwo\n"));
  }

  @Test
  void anUmlautIsOneWhetherInOneCharacterOrTwo() throws Exception {
    new Written(here, "umlaut/u\u0308.wav");
    assertEquals(
        "one",
        read("\u00FC.wav\tone\n", "umlaut")
            .definition()
            .workloads()
            .get(0)
            .clips()
            .get(0)
            .reference()
            .orElseThrow());
  }

  private List<String> problems(String references, String... audio) {
    DefinitionException thrown =
        assertThrows(DefinitionException.class, () -> read(references, audio));
    return thrown.getMessage().lines().map(line -> line.replace(here + "/", "")).toList();
  }

  @Test
  void allProblemsAreToldWithTheirLines() {
    assertEquals(
        List.of(
            "refs.txt:2: found no tab; allowed: a file name, a tab, and what is said in it; put a tab"
                + " between name and text",
            "refs.txt:3: found 3 columns; allowed: a file name, a tab, and what is said in it; or"
                + " begin with a header: path, sentence",
            "refs.txt:4: found no file name; allowed: a file name, a tab, and what is said in it;"
                + " add it"),
        problems("a.wav\tone\nb.wav two\nc\td\te\n\tx\n", "clips"));
    assertEquals(
        List.of(
            "refs.txt:3: found no tab; allowed: 3 columns, as in the header; put a tab between"
                + " name and text"),
        problems("path\tsentence\tx\na.wav\tone\t\nb.wav\n", "clips"));
  }

  @Test
  void aNameOfTwoFilesIsAProblemAndSoAreTwoTexts() {
    List<String> ambiguous = problems("a.wav\tone\n", "clips", "more");
    assertTrue(
        ambiguous.get(0).startsWith("refs.txt:1: 'a.wav' is the name of several files: "),
        ambiguous::toString);
    List<String> twice = problems("a.wav\tone\na.wav\tother\n", "clips");
    assertTrue(
        twice.get(0).startsWith("refs.txt:2: 'a.wav' has another text than in line 1; "),
        twice::toString);
  }

  @Test
  void otherFilesAreRefused() {
    assertTrue(
        problems("x.wav\tone\ny.wav\ttwo\n", "clips")
            .get(0)
            .startsWith("refs.txt: it names none of the audio files, but x.wav, y.wav; allowed: "),
        "none");
    assertTrue(problems("", "clips").get(0).contains("there are no references in it"), "empty");
    assertTrue(problems("{\"clip\": 1}\n{\n", "clips").size() == 2, "JSON");
  }

  @Test
  void aDefinitionMayNameSuchAFileToo() throws Exception {
    Written written = new Written(here, "a.wav");
    written.put("refs.tsv", "a.wav\tsaid\n");
    String yaml =
        Written.GOOD.replace("files: [a.wav]", "files: [a.wav]\n    references: refs.tsv");
    assertEquals(
        "said", written.read(yaml).workloads().get(0).clips().get(0).reference().orElseThrow());
    written.put("refs.tsv", "a.wav said\n");
    assertEquals(
        List.of(
            "refs.tsv:1: found no tab; allowed: a file name, a tab, and what is said in it; put"
                + " a tab between name and text"),
        written.problems(yaml));
    assertTrue(
        written.problems(yaml.replace("refs.tsv", "none.tsv")).get(0).contains("no such file"));
  }
}
