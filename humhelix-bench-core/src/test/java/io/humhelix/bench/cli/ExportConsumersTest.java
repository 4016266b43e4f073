package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.HostileTexts;
import io.humhelix.bench.store.Python;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.TrialValues;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that exports are for read the same values. */
class ExportConsumersTest {

  private static final String GROUPS =
      "['model', 'device', 'beam_size', 'audio_file'])[['total_transcription_s', 'inference_s',"
          + " 'transcription_s', 'rtf']].mean()";

  private static final String QUERY =
      "select model || '|' || device || '|' || beam_size || '|' || audio_file,"
          + " avg(total_transcription_s), avg(inference_s), avg(transcription_s), avg(rtf)"
          + " from trials group by 1 having avg(rtf) is not null";

  @TempDir Path folder;

  /** Every golden run that is not packed and was really measured, and hum-helix's own files. */
  private Path everything() throws Exception {
    Path all = Files.createDirectory(folder.resolve("all"));
    for (String name : GoldenRuns.cases()) {
      if (!name.equals(GoldenRuns.LONG) && !name.equals("made-up")) {
        GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
        try (var files = Files.list(folder.resolve(name))) {
          for (Path file : files.toList()) {
            Files.move(file, all.resolve(file.getFileName()));
          }
        }
      }
    }
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      Files.copy(in, all.resolve("benchmark-20250101-120000.db.yaml"));
    }
    return all;
  }

  private Path export(String format, Object... arguments) throws Exception {
    Path file = folder.resolve("export." + format);
    List<Object> all = new ArrayList<>(List.of("export", format, "--output", file));
    all.addAll(List.of(arguments));
    Program program = new Program();
    assertEquals(0, program.run(all.toArray()), program.err());
    return file;
  }

  private JsonNode python(List<String> modules, String script, Path... files) throws Exception {
    String[] arguments = List.of(files).stream().map(Path::toString).toArray(String[]::new);
    return JsonText.read(Python.text(folder, modules, script, arguments));
  }

  private static void assertMeans(Path results, JsonNode means) throws Exception {
    Map<String, List<TrialValues>> groups =
        RecordReader.read(results).validTrials().stream()
            .collect(
                Collectors.groupingBy(
                    v -> String.join("|", v.model(), v.device(), "" + v.beamSize(), v.audioFile()),
                    TreeMap::new,
                    Collectors.toList()));
    assertTrue(groups.size() > 5, groups.keySet().toString());
    assertEquals(groups.size(), means.size(), means.toString());
    groups.forEach(
        (key, trials) -> {
          double[] ours = {
            trials.stream().mapToDouble(TrialValues::totalTranscriptionTime).average().orElse(0),
            trials.stream().mapToDouble(TrialValues::inferenceTime).average().orElse(0),
            trials.stream().mapToDouble(TrialValues::transcriptionTime).average().orElse(0),
            trials.stream().mapToDouble(TrialValues::rtf).average().orElse(0)
          };
          for (int i = 0; i < ours.length; i++) {
            double theirs = means.path(key).path(i).asDouble(Double.NaN);
            assertEquals(ours[i], theirs, 1e-12 * Math.max(1, ours[i]), key + " " + i);
          }
        });
  }

  @Test
  void pandasReadsOurMeansFromCsv() throws Exception {
    Path results = everything();
    String script =
        "import json, sys, pandas as pd\n"
            + "table = pd.read_csv(sys.argv[1])\n"
            + "means = table.groupby("
            + GROUPS
            + ".dropna()\n"
            + "print(json.dumps({'|'.join(str(x) for x in k): list(v)"
            + " for k, v in zip(means.index, means.values)}))";
    assertMeans(results, python(List.of("pandas"), script, export("csv", results)));
  }

  @Test
  void pandasReadsOurMeansFromJsonLines() throws Exception {
    Path results = everything();
    String script =
        "import json, sys, pandas as pd\n"
            + "table = pd.read_json(sys.argv[1], lines=True, precise_float=True)\n"
            + "means = table.groupby("
            + GROUPS
            + ".dropna()\n"
            + "print(json.dumps({'|'.join(str(x) for x in k): list(v)"
            + " for k, v in zip(means.index, means.values)}))";
    assertMeans(results, python(List.of("pandas"), script, export("jsonl", results)));
  }

  /** A database takes an export twice, and stays what it is. */
  @Test
  void sqliteReadsOurMeans() throws Exception {
    Path results = everything();
    String script =
        "import json, sqlite3, sys\n"
            + "db = sqlite3.connect(':memory:')\n"
            + "for i in range(2): db.executescript(open(sys.argv[1], encoding='utf-8').read())\n"
            + "print(json.dumps({r[0]: r[1:] for r in db.execute(\""
            + QUERY
            + "\")}))";
    assertMeans(results, python(List.of("sqlite3"), script, export("sql", results, "--clips")));
  }

  @Test
  void duckDbReadsOurMeans() throws Exception {
    Path results = everything();
    String script =
        "import json, duckdb, sys\n"
            + "db = duckdb.connect()\n"
            + "for i in range(2): db.execute(open(sys.argv[1], encoding='utf-8').read())\n"
            + "print(json.dumps({r[0]: r[1:] for r in db.execute(\""
            + QUERY
            + "\").fetchall()}))";
    assertMeans(results, python(List.of("duckdb"), script, export("sql", results, "--clips")));
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(HostileTexts.all());
    for (String text : List.of("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", "\t=1", "\r=1", "＝1")) {
      texts.add(text);
    }
    texts.addAll(List.of("'; DROP TABLE trials; --", "a,b;c", "]]>", "&amp;", "${x}", "NA", "nan"));
    return texts;
  }

  private Path hostile() throws Exception {
    List<String> texts = texts();
    return new MadeUpRun(1)
        .forks(1)
        .trials(1)
        .host("name", "h\"o\\s\nt")
        .texts(texts, texts)
        .system("=cmd|' /C calc'!A0 \"q\" \\ `@here` | <b>x</b>\nline", 1)
        .store(folder.resolve("hostile"));
  }

  private static void assertTexts(JsonNode read, boolean exact) {
    List<String> texts = texts();
    assertEquals(texts.size(), read.size());
    for (int i = 0; i < texts.size(); i++) {
      String text = exact ? texts.get(i) : texts.get(i).replace('\0', '\uFFFD');
      assertEquals(text, read.get(i).textValue(), "text " + i);
    }
  }

  @Test
  void csvBringsTextsBackAsTheRuleSays() throws Exception {
    String script =
        "import json, re, sys, pandas as pd\n"
            + "texts = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)['text']\n"
            + "print(json.dumps([t[1:] if sys.argv[2] and re.match(r\"'+[=+\\-@\\t\\r\\n"
            + "\\uff1d\\uff0b\\uff0d\\uff20]\", t) else t for t in texts]))";
    Path guarded = export("csv", hostile(), "--clips");
    assertTexts(python(List.of("pandas"), script, guarded, Path.of("yes")), false);
    Path exact = export("csv", folder.resolve("hostile"), "--clips", "--exact");
    assertTexts(python(List.of("pandas"), script, exact, Path.of("")), false);
  }

  @Test
  void noCellOfACsvBeginsLikeAFormula() throws Exception {
    String script =
        "import csv, json, sys\n"
            + "rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))\n"
            + "print(json.dumps([c for r in rows for c in r if c[:1] in list('=+@\\t\\r\\n') or"
            + " (c[:1] == '-' and not c[1:2].isdigit())]))";
    assertEquals("[]", python(List.of("csv"), script, export("csv", hostile(), "--clips")) + "");
  }

  @Test
  void jsonLinesAreExact() throws Exception {
    String script =
        "import json, sys\n"
            + "text = open(sys.argv[1], encoding='utf-8', newline='').read()\n"
            + "print(json.dumps([json.loads(l)['text'] for l in text.splitlines()]))";
    assertTexts(python(List.of("json"), script, export("jsonl", hostile(), "--clips")), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite3", "duckdb"})
  void sqlIsExactButForNul(String module) throws Exception {
    String script =
        "import json, sqlite3, sys, "
            + module
            + "\ndb = "
            + module
            + ".connect(':memory:')\n"
            + "sql = open(sys.argv[1], encoding='utf-8', newline='').read()\n"
            + "db.executescript(sql) if db.__class__.__module__ == 'sqlite3' else db.execute(sql)\n"
            + "print(json.dumps([r[0] for r in"
            + " db.execute('select text from clips order by position').fetchall()]))";
    assertTexts(python(List.of(module), script, export("sql", hostile(), "--clips")), false);
  }

  /** By the parser of OpenMetrics, and by that of Prometheus' older text. */
  @ParameterizedTest
  @ValueSource(strings = {"openmetrics.parser", "parser"})
  void prometheusReadsLevelsAndIntervals(String parser) throws Exception {
    Path hostile = hostile();
    Path many = GoldenRuns.copy("many-clips", Files.createDirectory(folder.resolve("many")));
    String script =
        "import json, sys\n"
            + "from prometheus_client."
            + parser
            + " import text_string_to_metric_families as parse\n"
            + "families = parse(open(sys.argv[1], encoding='utf-8', newline='').read())\n"
            + "print(json.dumps([[s.name, s.labels, s.value] for f in families"
            + " for s in f.samples]))";
    JsonNode samples =
        python(List.of("prometheus_client"), script, export("openmetrics", hostile, many));
    int levels = 0;
    for (RunResult run : List.of(RunReader.read(hostile), RunReader.read(many))) {
      for (RunConfigResult config : run.runConfigs()) {
        assertEquals(TrialStatus.OK, config.status());
        for (MetricEstimate level : RunConfigEstimates.of(run.definition(), config)) {
          if (level.metric().equals(Metrics.WER_PERCENT)
              && ClipErrors.decidingUnit(config) == ErrorUnit.CHARACTER) {
            continue;
          }
          assertEquals(
              value(level.metric(), level.estimate().point()),
              find(samples, run, config, level, ""),
              1e-15);
          level
              .estimate()
              .interval()
              .ifPresent(
                  i ->
                      assertEquals(
                          value(level.metric(), i.high()),
                          find(samples, run, config, level, "_high"),
                          1e-15));
          levels++;
        }
      }
    }
    assertTrue(levels > 8);
  }

  private static double value(Metric metric, double value) {
    return metric.unit().equals("%") ? value / 100 : value;
  }

  private static double find(
      JsonNode samples, RunResult run, RunConfigResult config, MetricEstimate level, String end) {
    String base = level.metric().name().replaceFirst("_(s|percent)$", "");
    String unit =
        switch (level.metric().unit()) {
          case "s" -> "_seconds";
          case "%" -> "_ratio";
          default -> "";
        };
    for (JsonNode sample : samples) {
      JsonNode labels = sample.get(1);
      if (sample.get(0).asText().equals("humhelix_bench_" + base + end + unit)
          && labels.get("system").asText().equals(config.runConfig().sut().name())
          && labels.get("workload").asText().equals(config.runConfig().workload().name())
          && labels.get("host").asText().equals(run.provenance().host().get("name"))) {
        return sample.get(2).doubleValue();
      }
    }
    throw new AssertionError("no " + base + end + unit + " in " + samples);
  }

  /** The leaderboard's manifest, scored by ourselves, has the error rate of the run. */
  @ParameterizedTest
  @ValueSource(strings = {"single-stream", "many-clips", "pair-old", "server"})
  void theManifestHasTheErrorRateOfTheRun(String name) throws Exception {
    Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
    RunResult run = RunReader.read(file);
    Path out = folder.resolve("manifests");
    Program export = new Program();
    assertEquals(0, export.run("export", "open-asr", file, "-o", out), export.err());
    int scored = 0;
    for (RunConfigResult config : run.runConfigs()) {
      Path manifest =
          out.resolve(
              "MODEL_"
                  + config.runConfig().sut().backend()
                  + "-"
                  + config.runConfig().sut().name().replaceAll("[^A-Za-z0-9._-]+", "_")
                  + "_DATASET_"
                  + config.runConfig().workload().name().replaceAll("[^A-Za-z0-9._-]+", "_")
                  + ".jsonl");
      List<Object> arguments = new ArrayList<>(List.of("score", "--json", manifest));
      // As the note of the export says.
      run.definition()
          .accuracy()
          .normalizer()
          .ifPresent(id -> arguments.addAll(List.of("--normalizer", id)));
      if (arguments.size() == 3 && !Files.readString(manifest).contains("\"lang\"")) {
        assertTrue(export.err().contains("--normalizer multilingual"), export.err());
        arguments.addAll(List.of("--normalizer", "multilingual"));
      }
      Program score = new Program();
      assertEquals(0, score.run(arguments.toArray()), score.err());
      JsonNode json = JsonText.read(score.out());
      for (MetricEstimate level : RunConfigEstimates.of(run.definition(), config)) {
        if (level.metric().unit().equals("%")) {
          assertEquals(
              level.estimate().point(), json.get(level.metric().name()).doubleValue(), 1e-9);
          scored++;
        }
      }
    }
    assertTrue(scored >= 2);
  }
}
