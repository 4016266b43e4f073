package io.humhelix.bench.internal.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How a worker finds its harness. It is one line on standard input, where nobody else can read the
 * token; arguments and environment variables can be read by other processes.
 *
 * @param address of the harness
 * @param port of the harness
 * @param token proves that this is the worker that the harness started
 * @param folder for what the worker leaves behind; deleted if the harness dies
 */
public record Bootstrap(String address, int port, String token, Path folder) {

  private static final String MAGIC = "humhelix-bench-worker-1";
  private static final int LONGEST = 16_384;

  public String line() {
    return String.join("\t", MAGIC, address, Integer.toString(port), token, folder.toString())
        + "\n";
  }

  static Bootstrap read(InputStream in) throws IOException {
    byte[] line = new byte[LONGEST];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || length == LONGEST) {
        throw new IOException("standard input has no line that says where the harness is");
      }
      line[length++] = (byte) b;
    }
    String[] parts = new String(line, 0, length, StandardCharsets.UTF_8).split("\t", -1);
    if (parts.length != 5 || !parts[0].equals(MAGIC) || !parts[2].matches("[0-9]{1,5}")) {
      throw new IOException("standard input does not say where the harness is");
    }
    return new Bootstrap(parts[1], Integer.parseInt(parts[2]), parts[3], Path.of(parts[4]));
  }
}
