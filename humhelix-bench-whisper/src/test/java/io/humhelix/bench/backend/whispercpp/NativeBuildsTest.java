package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The builds that the other tests use, and that missing ones skip a test or fail it. */
class NativeBuildsTest {

  private static final String REQUIRED = "humhelix.test.require-programs";

  /** Enough of the encoder for six seconds, one thread: see {@link TestData#quick()}. */
  private static final String[] QUICK = {
    "threads=1", "audio_context=300", "temperature_increment=0"
  };

  private static final String SENTENCE =
      "(?i)unless to be rather cold.hearted and rather selfish.*";

  private final String folderBefore = System.getProperty(NativeBuilds.FOLDER, "");
  private final String requiredBefore = System.getProperty(REQUIRED, "false");

  @TempDir Path folder;

  @AfterEach
  void restore() {
    System.setProperty(NativeBuilds.FOLDER, folderBefore);
    System.setProperty(REQUIRED, requiredBefore);
  }

  @Test
  void aTestIsSkippedWhereNoFolderIsNamed() {
    System.setProperty(NativeBuilds.FOLDER, "");
    System.setProperty(REQUIRED, "false");
    String skip = assertThrows(TestAbortedException.class, NativeBuilds::cpuLibrary).getMessage();
    assertTrue(skip.contains("-Dhumhelix.test.whisper.cpp=FOLDER"), skip);
    assertTrue(skip.contains(".ci/libwhisper"), skip);
  }

  @Test
  void aTestIsSkippedWhereABuildIsMissing() {
    System.setProperty(NativeBuilds.FOLDER, folder.toString());
    System.setProperty(REQUIRED, "false");
    String skip = assertThrows(TestAbortedException.class, NativeBuilds::python).getMessage();
    assertTrue(skip.contains(folder.resolve("python/bin/python").toString()), skip);
  }

  @Test
  void aTestFailsWhereNothingMayBeMissing() {
    System.setProperty(REQUIRED, "true");
    System.setProperty(NativeBuilds.FOLDER, "");
    assertThrows(AssertionFailedError.class, NativeBuilds::cpuLibrary);
    System.setProperty(NativeBuilds.FOLDER, folder.toString());
    assertThrows(AssertionFailedError.class, NativeBuilds::splitLibrary);
    assertThrows(AssertionFailedError.class, NativeBuilds::wheelLibrary);
  }

  @Test
  void aVulkanBuildMayBeMissingEverywhere() {
    System.setProperty(REQUIRED, "true");
    System.setProperty(NativeBuilds.FOLDER, folder.toString());
    String skip =
        assertThrows(TestAbortedException.class, NativeBuilds::vulkanLibrary).getMessage();
    assertTrue(skip.contains(".ci/libwhisper FOLDER vulkan"), skip);
  }

  @Test
  void theLibrariesAreThere() {
    assertTrue(Files.isRegularFile(NativeBuilds.oldLibrary()));
    assertTrue(Files.isRegularFile(NativeBuilds.wheelLibrary()));
  }

  @Test
  void theLoopsSayWhatWhisperCliSays() throws Exception {
    Path clip = TestData.fiveSeconds();
    String said = whisperCli(clip);
    assertTrue(said.matches(SENTENCE), said);
    assertEquals(
        List.of(said, said),
        LibraryLoop.inC(NativeBuilds.cpuLibrary(), folder, QUICK).texts(Map.of(), clip, clip));
    assertEquals(
        List.of(said, said), LibraryLoop.inPython(folder, QUICK).texts(Map.of(), clip, clip));
  }

  @Test
  void theLoopsDetectVoiceActivityAndSearchBeams() throws Exception {
    Path clip = TestData.fiveSeconds();
    String[] options = {
      QUICK[0],
      QUICK[1],
      QUICK[2],
      "beam_size=2",
      "vad_filter=true",
      "vad_model=" + NativeBuilds.sileroModel()
    };
    String said =
        whisperCli(clip, "-bs", "2", "--vad", "-vm", NativeBuilds.sileroModel().toString());
    assertEquals(
        List.of(said),
        LibraryLoop.inC(NativeBuilds.cpuLibrary(), folder, options).texts(Map.of(), clip));
    assertTrue(
        Files.readString(folder.resolve("err")).contains("Final speech segments after filtering"));
    assertEquals(List.of(said), LibraryLoop.inPython(folder, options).texts(Map.of(), clip));
  }

  @Test
  void aSplitBuildWantsItsPartsLoaded() throws Exception {
    Path library = NativeBuilds.splitLibrary();
    String[] options = {QUICK[0], QUICK[1], QUICK[2], "backends=" + library.getParent()};
    String said =
        LibraryLoop.inC(library, folder, options).texts(Map.of(), TestData.fiveSeconds()).get(0);
    assertTrue(said.matches(SENTENCE), said);
    assertTrue(Files.readString(folder.resolve("err")).contains("loaded CPU backend from"));
  }

  @Test
  @Tag("slow")
  void theVulkanBuildRunsOnASoftwareDevice() throws Exception {
    Path library = NativeBuilds.vulkanLibrary();
    LibraryLoop loop = LibraryLoop.inC(library, folder, QUICK);
    Map<String, String> environment = Map.of("GGML_VK_VISIBLE_DEVICES", "0");
    String said = loop.texts(environment, TestData.fiveSeconds()).get(0);
    assertTrue(said.matches(SENTENCE), said);
    assertTrue(Files.readString(folder.resolve("err")).contains("using Vulkan0 backend"));
  }

  /** With the options of {@link #QUICK}, greedy unless told otherwise. */
  private String whisperCli(Path clip, String... more) throws Exception {
    Path text = folder.resolve("text");
    List<String> command =
        new ArrayList<>(
            List.of(
                NativeBuilds.whisperCli().toString(),
                "-m",
                TestData.MODEL.toString(),
                "-f",
                clip.toString(),
                "-t",
                "1",
                "-ac",
                "300",
                "-tpi",
                "0",
                "-np",
                "-otxt",
                "-of",
                text.toString()));
    command.addAll(more.length == 0 ? List.of("-bs", "1") : List.of(more));
    LibraryLoop.run(folder, command, Map.of(), "");
    return String.join(" ", Files.readAllLines(Path.of(text + ".txt"))).strip();
  }
}
