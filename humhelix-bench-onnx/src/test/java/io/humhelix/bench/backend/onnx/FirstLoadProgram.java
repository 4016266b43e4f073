package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.spi.Sut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Opens the shipped model several times in a JVM of its own. For each time it prints which files of
 * ONNX Runtime and JNA were mapped into memory before, when the load began, and at the end; then
 * the milliseconds of the opening and, of these, of the load.
 */
final class FirstLoadProgram {

  private FirstLoadProgram() {}

  /**
   * Runs it.
   *
   * @param arguments how many times; others make the command line long
   */
  public static void main(String[] arguments) throws Exception {
    OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      long[] begin = new long[1];
      String[] libraries = {"never told"};
      System.out.println("before " + libraries());
      long start = System.nanoTime();
      Sut sut =
          provider.open(
              Requests.request(Requests.tinyEn()),
              () -> {
                libraries[0] = libraries();
                begin[0] = System.nanoTime();
              });
      long end = System.nanoTime();
      sut.close();
      System.out.println("begin " + libraries[0]);
      System.out.println("end " + libraries());
      System.out.println("time " + (end - start) / 1_000_000 + " " + (end - begin[0]) / 1_000_000);
    }
  }

  private static String libraries() {
    String own = System.getProperty("java.home");
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.contains("/") && !line.contains(own))
          .map(line -> line.substring(line.lastIndexOf('/') + 1).replace(" (deleted)", ""))
          .map(name -> name.replaceAll("jna\\d+.tmp", "jna"))
          .filter(name -> name.contains("onnxruntime") || name.equals("jna"))
          .collect(Collectors.toCollection(TreeSet::new))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
