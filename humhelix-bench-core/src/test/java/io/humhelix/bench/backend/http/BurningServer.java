package io.humhelix.bench.backend.http;

import static io.humhelix.bench.backend.http.RawServer.json;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server in a process of its own, each of whose answers costs it processor time. */
final class BurningServer implements Closeable {

  private final Process process;
  private final String url;

  /** Starts one whose answers take as many seconds of a processor. */
  BurningServer(double seconds) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BurningServer.class.getName(),
                Double.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    url =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
  }

  public static void main(String[] arguments) throws IOException {
    double nanos = 1e9 * Double.parseDouble(arguments[0]);
    RawServer server = new RawServer();
    server.answer(
        (request, socket) -> {
          burn(nanos);
          json("{\"text\": \"a text\"}").to(request, socket);
        });
    System.out.println(server.url());
    // Until whoever started it ends.
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  private static void burn(double nanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - start < nanos) {}
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
