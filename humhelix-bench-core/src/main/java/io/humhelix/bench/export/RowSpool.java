package io.humhelix.bench.export;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that wait in a temporary file until the last one is there, since each may have a number that
 * none before it had. Numbers are kept by the order in which their names were met.
 */
final class RowSpool implements AutoCloseable {

  /** A row. */
  @FunctionalInterface
  interface Reader {

    /**
     * Takes a row.
     *
     * @param begin what was kept as it is
     * @param numbers by name
     */
    void accept(String begin, Map<String, Double> numbers) throws IOException;
  }

  private final Path file;
  private final DataOutputStream out;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private long rows;

  RowSpool() throws IOException {
    file = Files.createTempFile("humhelix-bench-export-", ".rows");
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  void add(String begin, Map<String, Double> numbers) throws IOException {
    byte[] bytes = begin.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.writeInt(numbers.size());
    for (Map.Entry<String, Double> one : numbers.entrySet()) {
      out.writeInt(place(one.getKey()));
      out.writeDouble(one.getValue());
    }
    rows++;
  }

  private int place(String name) {
    return places.computeIfAbsent(
        name,
        any -> {
          names.add(any);
          return names.size() - 1;
        });
  }

  /** The names of all numbers. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** Gives out all rows in their order; none is added after that. */
  void forEach(Reader reader) throws IOException {
    out.close();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long row = 0; row < rows; row++) {
        String begin = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        Map<String, Double> numbers = new HashMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
          numbers.put(names.get(in.readInt()), in.readDouble());
        }
        reader.accept(begin, numbers);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
