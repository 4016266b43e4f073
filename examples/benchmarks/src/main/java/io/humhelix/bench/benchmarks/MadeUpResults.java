package io.humhelix.bench.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Writes results files of as many trials as wanted: those of a real file over and over, with other
 * times, models, hosts and ids. For {@code reading.py}; needs nothing but the JDK.
 */
public final class MadeUpResults {

  private static final List<String> MODELS = List.of("tiny.en", "base.en", "small.en", "medium.en");
  private static final int TRIALS_OF_A_FORK = 10;
  private static final int BUFFER = 1 << 20;

  private final String run;
  private final String trial;
  private final String end;
  private final String runId;
  private final Random random = new Random(1);

  private MadeUpResults(List<String> lines) {
    run = json(lines.get(0));
    trial =
        json(
            lines.stream()
                .filter(l -> l.contains("\"record\": \"trial\"") && l.startsWith("- {\"model\""))
                .findFirst()
                .orElseThrow());
    end = json(lines.get(lines.size() - 1));
    runId = run.replaceAll(".*?\"run_id\": \"([0-9a-f]+)\".*", "$1");
  }

  /**
   * Writes files.
   *
   * @param args a results file with a valid trial, the folder to write to, how many files, and how
   *     many trials in each
   * @throws IOException if the file cannot be read, or no file be written
   */
  public static void main(String[] args) throws IOException {
    MadeUpResults results = new MadeUpResults(Files.readAllLines(Path.of(args[0])));
    Path folder = Files.createDirectories(Path.of(args[1]));
    for (int file = 0; file < Integer.parseInt(args[2]); file++) {
      results.write(folder, file, Integer.parseInt(args[3]));
    }
  }

  private void write(Path folder, int file, int trials) throws IOException {
    String id = String.format(Locale.ROOT, "%032x", new BigInteger(128, random));
    String name =
        String.format(Locale.ROOT, "benchmark-20261129-%06d-%s.db.yaml", file, id.substring(0, 8));
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), BUFFER)) {
      line(
          out,
          run.replace(runId, id)
              .replaceFirst("(\"host\": .*?\"name\": \")[^\"]*", "$1host-" + file % 2));
      for (int i = 1; i <= trials; i++) {
        line(out, trial(id, i));
      }
      line(out, numbered(end, id, trials + 1));
    }
  }

  private String trial(String id, int number) {
    double inference = 0.05 + random.nextDouble() / 10;
    double transcription = random.nextDouble() / 100;
    String model = MODELS.get(number % MODELS.size());
    int fork = 1 + number / (MODELS.size() * TRIALS_OF_A_FORK);
    return set(
            numbered(trial, id, number),
            "inference_time",
            inference,
            "transcription_time",
            transcription)
        .replaceAll("\"model\": \"[^\"]*\"", "\"model\": \"" + model + "\"")
        .replaceFirst("(\"run_config_id\": \"[^\"]*)\"", "$1" + number % MODELS.size() + "\"")
        .replaceFirst(
            "\"block\": 1, \"fork\": 1, \"trial\": 1",
            "\"block\": "
                + fork
                + ", \"fork\": "
                + fork
                + ", \"trial\": "
                + (1 + number / MODELS.size() % TRIALS_OF_A_FORK));
  }

  private static String set(String json, String one, double value, String other, double more) {
    double audio = Double.parseDouble(json.replaceFirst(".*\"audio_duration\": ([0-9.]+).*", "$1"));
    double total = value + more;
    String text = json;
    Object[] pairs = {
      one, value, other, more, "total_transcription_time", total, "rtf", total / audio
    };
    for (int i = 0; i < pairs.length; i += 2) {
      text =
          text.replaceFirst(
              "\"" + pairs[i] + "\": [0-9.]+",
              "\"" + pairs[i] + "\": " + plain((Double) pairs[i + 1]));
    }
    return text;
  }

  /** PyYAML takes numbers with an exponent for texts. */
  private static String plain(double value) {
    return new java.math.BigDecimal(Double.toString(value)).toPlainString();
  }

  private String numbered(String json, String id, int number) {
    return json.replace(runId, id)
        .replaceFirst("\"seq\": \\d+", "\"seq\": " + number)
        .replaceFirst("\"record_id\": \"[^\"]*\"", "\"record_id\": \"" + id + "-" + number + "\"");
  }

  private static String json(String line) {
    return line.substring(2, line.lastIndexOf("  # crc32c="));
  }

  private static void line(OutputStream out, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length);
    out.write('-');
    out.write(' ');
    out.write(bytes);
    out.write(
        String.format(Locale.ROOT, "  # crc32c=%08x%n", checksum.getValue())
            .replace(System.lineSeparator(), "\n")
            .getBytes(StandardCharsets.US_ASCII));
  }
}
