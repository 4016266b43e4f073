package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which libraries are taken, and what is said of the others; each in a JVM of its own. */
class LibraryVersionsTest {

  private static final String RIGHT = "unless to be rather cold-hearted and rather selfish";

  /** Where an ELF file names its machine, and two of them. */
  private static final int MACHINE = 18;

  private static final byte AARCH64 = (byte) 183;
  private static final byte X86_64 = 62;

  @TempDir Path folder;

  private List<String> ask(Map<String, String> environment, Object... questions) throws Exception {
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            System.getProperty("java.class.path"),
            environment,
            LibraryChecks.class,
            List.of(),
            Arrays.stream(questions).map(Object::toString).toList());
    assertEquals(0, child.exitCode(), child.err());
    return child.out().lines().toList();
  }

  private String ask(Object... questions) throws Exception {
    return String.join("\n", ask(Map.of(), questions));
  }

  private static void says(String answer, String... words) {
    for (String word : words) {
      assertTrue(answer.contains(word), answer);
    }
  }

  @Test
  void aLibraryWithTheStructsOfItsVersionIsTaken() throws Exception {
    Path library = FakeWhisper.in(folder).make();
    says(ask("probe", library), "probe: true whisper.cpp 1.8.5 on cpu (made up): FAKE = 1");
  }

  @Test
  void oneWithoutAVersionAndWithoutTheLaterFieldIs176() throws Exception {
    Path library = FakeWhisper.in(folder).version("").without("carry_initial_prompt").make();
    says(
        ask("probe", library, "carried", library),
        "true whisper.cpp 1.7.6 on",
        "option carry_initial_prompt needs whisper.cpp 1.8.1; the library is 1.7.6");
  }

  @Test
  void oneThatLacksAFieldOfItsVersionIsRefused() throws Exception {
    Path library = FakeWhisper.in(folder).without("carry_initial_prompt").make();
    says(
        ask("probe", library),
        "probe: false whisper.cpp: " + library.toRealPath(),
        "says that it is whisper.cpp 1.8.5, but its structs are others",
        "unchanged release");
  }

  @Test
  void oneThatHasAFieldTooManyIsRefused() throws Exception {
    Path library = FakeWhisper.in(folder).version("1.8.0").make();
    says(ask("probe", library), "false", "structs are others");
  }

  @Test
  void oneWithAnotherDefaultIsRefusedByItsName() throws Exception {
    Path library = FakeWhisper.in(folder).noSpeech("0.7f").make();
    says(ask("probe", library), "false", "no_speech_thold is 0.7 instead of 0.6");
  }

  @Test
  void aVersionThatWasNotTriedIsTakenIfThatIsAllowedAndThenSaid() throws Exception {
    Path library = FakeWhisper.in(folder).version("1.10.0").make();
    String answer = ask("probe", library, "untested", library, "preflight", library);
    says(
        answer,
        "probe: false",
        "is whisper.cpp 1.10.0, with which this backend was not tried; tried: 1.7.6 to 1.9.3",
        "allow_untested: true",
        "untested: true whisper.cpp 1.10.0",
        "severity=WARNING, code=engine-untested");
  }

  @Test
  void oneThatTellsNoVersionThatCanBeReadIsRefused() throws Exception {
    Path library = FakeWhisper.in(folder).version("nightly").make();
    says(ask("untested", library), "false", "is whisper.cpp nightly", "Use a release");
  }

  @Test
  void aLibraryFromBefore176IsRefused() throws Exception {
    Path library = FakeWhisper.in(folder).withoutVad().make();
    says(ask("probe", library), "false", "is older than whisper.cpp 1.7.6", "cmake -B build");
    says(ask("probe", NativeBuilds.oldLibrary()), "false", "is older than whisper.cpp 1.7.6");
  }

  @Test
  void whatIsNoLibwhisperIsRefused() throws Exception {
    Path other = folder.resolve("libwhisper.so");
    FakeWhisper.compile(other, "int other(void) { return 1; }\n", List.of());
    Path text = Files.writeString(folder.resolve("text.so"), "no library");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    String answer =
        ask("probe", other, "probe", text, "probe", empty, "probe", folder.resolve("none.so"));
    says(
        answer,
        "is no libwhisper (it has no whisper_full)",
        text.toRealPath() + " is no library: ",
        "folder " + empty + " has no libwhisper.so, nor have its src, lib",
        "none.so is not there");
  }

  @Test
  void oneOfAnotherMachineAndOneThatIsCutAreRefused() throws Exception {
    byte[] elf = Files.readAllBytes(FakeWhisper.in(folder).make());
    Path cut = Files.write(folder.resolve("cut.so"), Arrays.copyOf(elf, elf.length / 2));
    elf[MACHINE] = elf[MACHINE] == AARCH64 ? X86_64 : AARCH64;
    Path foreign = Files.write(folder.resolve("foreign.so"), elf);
    says(ask("probe", cut), "false", cut.toRealPath() + " is no library: ");
    says(ask("probe", foreign), "false", foreign + " is a library for another architecture");
  }

  @Test
  void aLibraryThatNeedsAnotherSaysWhich() throws Exception {
    Path library = FakeWhisper.in(folder).needing("libcublas.so.12").make();
    says(ask("probe", library), "false", "needs libcublas.so.12", "cuBLAS");
  }

  /** The linker's own words, without the places where JNA looked. */
  @Test
  void aLibraryThatTheLinkerRefusesSaysWhy() throws Exception {
    Path library = FakeWhisper.in(folder).undefined("nowhere_at_all").make();
    String answer = ask("probe", library);
    says(answer, "does not load", "undefined symbol: nowhere_at_all");
    assertFalse(answer.contains(".jar"), answer);
  }

  @Test
  void aSplitBuildWithoutItsPartsSaysWhere() throws Exception {
    Path library = FakeWhisper.in(folder).withoutDevices().make();
    says(ask("probe", library), "false", "split build", "libggml-cpu", "Copy them beside it.");
  }

  @Test
  void withoutTheOptionItIsTheOneThatTheLinkerFinds() throws Exception {
    Path library = FakeWhisper.in(folder).make();
    List<String> answer =
        ask(Map.of("LD_LIBRARY_PATH", library.getParent().toString()), "probe", "-");
    says(String.join("", answer), "probe: true whisper.cpp 1.8.5 on cpu (made up)");
    says(
        ask("probe", "-"),
        "false whisper.cpp: there is no libwhisper.so where the system's linker looks",
        "backend whisper-jni");
  }

  @Test
  void aJvmLoadsOneLibrary() throws Exception {
    Path one = FakeWhisper.in(Files.createDirectories(folder.resolve("one"))).make();
    Path two = FakeWhisper.in(Files.createDirectories(folder.resolve("two"))).make();
    says(
        ask("probe", one, "probe", two, "probe", one),
        "already loaded " + one.toRealPath(),
        "isolation: process");
  }

  @Test
  void aRefusedLibraryStaysInItsJvm() throws Exception {
    Path one =
        FakeWhisper.in(Files.createDirectories(folder.resolve("one"))).noSpeech("0.7f").make();
    Path two = FakeWhisper.in(Files.createDirectories(folder.resolve("two"))).make();
    says(ask("probe", one, "probe", two, "probe", one), "structs are", "already loaded " + one);
  }

  @Test
  @Tag("slow")
  void whatPipBringsASplitBuildAndTheirFoldersWork() throws Exception {
    for (Path library :
        List.of(
            NativeBuilds.wheelLibrary(),
            NativeBuilds.splitLibrary(),
            NativeBuilds.cpuLibrary().getParent().getParent())) {
      says(ask("text", library).toLowerCase(Locale.ROOT), RIGHT);
    }
  }

  /** Native code that goes on while the C library ends it was seen to crash. */
  @Test
  @Tag("slow")
  void aJvmThatExitsEndsItsCallsFirst() throws Exception {
    assertEquals("call: ended", ask("exit", NativeBuilds.cpuLibrary()));
    assertTrue(Files.notExists(folder.resolve("hs_err.log")));
  }

  /** ld.so(8): the folders of LD_LIBRARY_PATH come before those that a library names itself. */
  @Test
  @Tag("slow")
  void theEnvironmentMixesNoPartsOfOtherBuildsIn() throws Exception {
    Path library = NativeBuilds.cpuLibrary();
    Path other = NativeBuilds.splitLibrary().getParent();
    Map<String, String> environment = Map.of("LD_LIBRARY_PATH", other.toString());
    List<String> answers =
        ask(
            environment,
            "text",
            library,
            "loaded",
            "-",
            "mixture",
            "/elsewhere",
            "mixture",
            library.getParent());
    says(answers.get(0).toLowerCase(Locale.ROOT), RIGHT);
    assertTrue(!answers.get(1).contains(other.toRealPath().toString()), answers.get(1));
    says(
        answers.get(2),
        "me: the linker took " + library.getParent().toRealPath(),
        "LD_LIBRARY_PATH");
    says(answers.get(3), "mixture: none");
    Map<String, String> ours = Map.of("LD_LIBRARY_PATH", library.getParent().toString());
    says(ask(ours, "jni-text", "-").get(0).toLowerCase(Locale.ROOT), RIGHT);
  }

  /** The other way round the linker would give whisper-jni the parts of the library. */
  @Test
  @Tag("slow")
  void whisperJniAndALibraryInOneJvm() throws Exception {
    Path library = NativeBuilds.cpuLibrary();
    List<String> texts =
        ask(Map.of(), "jni", "-", "text", library, "jni-text", "-", "text", library);
    says(texts.get(0), "jni: true");
    for (String text : texts.subList(1, 4)) {
      says(text.toLowerCase(Locale.ROOT), RIGHT);
    }
    says(
        ask("probe", library, "jni", "-"),
        "jni: false whisper-jni: the bundled native library",
        "already loaded " + library.getParent().toRealPath());
  }

  /** Mesa's llvmpipe. What calls on it give, {@link VulkanTest} says. */
  @Test
  @Tag("slow")
  void aGpusInterfaceOnTheProcessorIsRefusedUnlessItIsAllowed() throws Exception {
    String library = NativeBuilds.vulkanLibrary().toString();
    List<String> answers =
        ask(Map.of("GGML_VK_VISIBLE_DEVICES", "0"), "vulkan", library, "software", library);
    says(answers.get(0), "severity=ERROR, code=device-unavailable", "llvmpipe");
    says(answers.get(0), "allow_software_device: true");
    says(answers.get(1), "severity=WARNING, code=software-device", "llvmpipe");
  }
}
