package io.humhelix.bench.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Workload;
import io.humhelix.bench.picture.PictureRuns;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pictures as files. */
class PngPicturesTest {

  private static final double[] LENGTHS = IntStream.range(0, 8).mapToDouble(i -> 10).toArray();

  @TempDir Path folder;

  @BeforeAll
  static void noScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  private static PictureRuns.Engine engine(String name, String workload, double seconds) {
    Workload clips = PictureRuns.workload(workload, LENGTHS);
    PictureRuns.Engine engine = new PictureRuns.Engine(name, clips, LENGTHS).errors(4, 100);
    double[] calls = IntStream.range(0, LENGTHS.length).mapToDouble(i -> seconds).toArray();
    for (int fork = 1; fork <= 3; fork++) {
      engine.firstCall(fork, 2 * seconds).trial(fork, calls);
    }
    return engine;
  }

  private static RunResult run(String workload) {
    return PictureRuns.run(
        engine("one", workload, 0.5),
        engine("two", workload, 0.6),
        engine("three", workload, 0.7),
        engine("broken", workload, 0.01).status(TrialStatus.INVALID));
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> all = new HashSet<>();
    for (int pixel :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      all.add(pixel & 0xFFFFFF);
    }
    return all;
  }

  @Test
  void thePicturesHaveTheColoursOfTheirSystemsAlone() throws Exception {
    List<Path> files = PngPictures.write(List.of(run("speech")), folder.resolve("new/folder"));
    assertEquals(
        List.of("speed-accuracy-speech.png", "latency-spread-speech.png", "phases-speech.png"),
        names(files));
    for (Path file : files) {
      BufferedImage image = ImageIO.read(file.toFile());
      assertEquals(PngFiles.RESOLUTION * PngFiles.WIDTH, image.getWidth());
      assertTrue(image.getHeight() > 400, file + " " + image.getHeight());
      Set<Integer> colours = colours(image);
      for (int i = 0; i < 4; i++) {
        int colour = Color.decode(SystemMarks.COLOURS.get(i)).getRGB() & 0xFFFFFF;
        assertEquals(i < 3, colours.contains(colour), file + " " + SystemMarks.COLOURS.get(i));
      }
      assertTrue(colours.contains(0xFFFFFF), "white ground");
    }
  }

  @Test
  void theSameBytesEachTime() throws Exception {
    List<Path> one = PngPictures.write(List.of(run("speech")), folder.resolve("one"));
    List<Path> other = PngPictures.write(List.of(run("speech")), folder.resolve("other"));
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(Files.readAllBytes(one.get(i)), Files.readAllBytes(other.get(i)));
    }
  }

  @Test
  void namesOfWorkloadsLeadNowhereElse() throws Exception {
    List<Path> files =
        PngPictures.write(
            List.of(
                PictureRuns.run(
                    engine("one", "../../up", 0.5),
                    engine("one", "UP", 0.5),
                    engine("one", "up", 0.5),
                    engine("one", "\u8bed\u97f3", 0.5))),
            folder.resolve("in"));
    assertEquals(
        List.of(
            "speed-accuracy-..-..-up.png",
            "speed-accuracy-UP.png",
            "speed-accuracy-up-2.png",
            "speed-accuracy.png"),
        names(files).subList(0, 4));
    try (var all = Files.list(folder)) {
      assertEquals(List.of("in"), all.map(path -> path.getFileName().toString()).toList());
    }
  }

  @Test
  void withoutValidTrialsThereIsNothing() throws Exception {
    RunResult run = PictureRuns.run(engine("broken", "speech", 1).status(TrialStatus.INVALID));
    assertEquals(List.of(), PngPictures.write(List.of(run), folder.resolve("none")));
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void manySystemsAndLongNamesFit() throws Exception {
    List<PictureRuns.Engine> engines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      engines.add(engine("a system with a name that is rather long " + i, "speech", 0.1 + i / 9.0));
    }
    List<Path> files =
        PngPictures.write(
            List.of(PictureRuns.run(engines.toArray(PictureRuns.Engine[]::new))), folder);
    BufferedImage keyed = ImageIO.read(files.get(0).toFile());
    assertTrue(keyed.getHeight() > 2 * 700, "room for the names by their numbers");
    BufferedImage spread = ImageIO.read(files.get(1).toFile());
    assertTrue(spread.getHeight() > 40 * 2 * 30, "" + spread.getHeight());
  }

  @Test
  void aFileInPlaceOfTheFolderIsAnError() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(IOException.class, () -> PngPictures.write(List.of(run("speech")), file));
  }

  /** A class loader that has all but JFreeChart. */
  @Test
  void withoutTheLibraryItsCoordinatesAreSaid() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("jfreechart")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> probe = Class.forName(WrittenPictures.class.getName(), true, without);
      String said =
          (String)
              probe.getMethod("said", String.class).invoke(null, folder.resolve("none").toString());
      assertTrue(said.contains("Pictures need org.jfree:jfreechart"), said);
      assertFalse(Files.exists(folder.resolve("none/speed-accuracy-speech.png")));
    }
    assertEquals("3 files", WrittenPictures.said(folder.resolve("all").toString()));
  }

  /** Fontconfig knows no font here, as in an image of a container without any. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutFontsItIsSaidWhatToInstall() throws Exception {
    Path fonts = folder.resolve("fonts.conf");
    Files.writeString(fonts, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    assertTrue(
        inProcess(fonts).contains("Pictures need a font, and Java finds none"), inProcess(fonts));
  }

  private String inProcess(Path fonts) throws Exception {
    List<String> command =
        Arrays.asList(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            // Java keeps what it found of fonts there.
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            WrittenPictures.class.getName(),
            folder.resolve("pictures").toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", fonts.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
