package io.humhelix.bench.image;

import io.humhelix.bench.picture.Entry;
import io.humhelix.bench.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The main pictures of runs as PNG files, for a pull request: accuracy against speed, spread of
 * latencies, and load with first and later calls, of each workload. They show what the report shows
 * and need neither a browser nor a screen, but JFreeChart on the class path, and a font.
 * Thread-safe.
 */
public final class PngPictures {

  private PngPictures() {}

  /**
   * Writes the pictures. Those that are there are replaced, others stay.
   *
   * @param runs what was measured, in the order in which systems get their colours
   * @param folder where to; made where it is missing
   * @return the files, in the order of the report; none if nothing that is valid was measured
   * @throws IOException if a file cannot be written
   * @throws NoPicturesException if JFreeChart, the module {@code java.desktop} or a font is missing
   */
  public static List<Path> write(List<RunResult> runs, Path folder) throws IOException {
    return writeTitled(runs, folder).stream().map(PictureFile::file).toList();
  }

  /**
   * Writes the pictures. Those that are there are replaced, others stay.
   *
   * @param runs what was measured, in the order in which systems get their colours
   * @param folder where to; made where it is missing
   * @return the files with their titles, in the order of the report; none if nothing that is valid
   *     was measured
   * @throws IOException if a file cannot be written
   * @throws NoPicturesException if JFreeChart, the module {@code java.desktop} or a font is missing
   */
  public static List<PictureFile> writeTitled(List<RunResult> runs, Path folder)
      throws IOException {
    List<Entry.Measured> entries = Entry.of(runs);
    try {
      return PngFiles.write(entries, folder);
    } catch (LinkageError | InternalError e) {
      throw why(e);
    } catch (RuntimeException e) {
      // What a JDK without fonts throws differs from release to release.
      if (FontCheck.failed()) {
        throw NoPicturesException.withoutFonts(FontCheck.failure());
      }
      throw e;
    }
  }

  private static RuntimeException why(Error error) {
    String message = String.valueOf(error.getMessage()).replace('/', '.');
    if (message.contains("org.jfree")) {
      return NoPicturesException.withoutLibrary(error);
    }
    if (error instanceof NoClassDefFoundError
        && (message.startsWith("java.awt") || message.startsWith("javax.imageio"))) {
      return NoPicturesException.withoutDesktop(error);
    }
    if (FontCheck.failed()) {
      return NoPicturesException.withoutFonts(FontCheck.failure());
    }
    throw error;
  }
}
