package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.humhelix.bench.accuracy.Normalizers;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader say the same. */
class DefinitionSchemaTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static JsonNode text;
  private static JsonSchema schema;

  @BeforeAll
  static void load() throws Exception {
    try (InputStream in = DefinitionReader.class.getResourceAsStream("definition.schema.json")) {
      text = new ObjectMapper().readTree(in);
    }
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
  }

  private static Set<ValidationMessage> validate(String yaml) throws Exception {
    return schema.validate(YAML.readTree(yaml));
  }

  static List<String> samples() throws Exception {
    return List.of(
        Written.GOOD,
        resource("everything.yaml"),
        HumHelixFormTest.eightEntries(),
        "benchmarks: [{model: tiny, audio_file: 30s.wav}]",
        Written.GOOD
            + "baseline: main\ntolerances: {rtf: 3.5}\nlimits: {rtf: '<= 0.1', peak_load: '>=2'}",
        Written.GOOD + "scenario: offline",
        Written.GOOD + "scenario: {name: multi-stream, samples_per_query: 4, min_queries: 100}",
        Written.GOOD + "scenario: {name: offline, batch: 4, min_duration_s: 60}",
        Written.GOOD + "scenario: {name: server, rate: 2.5}",
        Written.GOOD
            + "scenario: {name: server, rate: 1, limit_s: 2, percentile: 99.9, find_peak: true}",
        Written.GOOD + "trials: {precision: {half_width_percent: 1.5, max_forks: 30}}",
        Written.GOOD
            + "scenario: {name: streams, streams: 4, limit_s: 2, max_outstanding: 9, spin_us: 0,"
            + " find_peak: {precision: 0.1, max_steps: 9}, max_duration_s: 600}",
        Written.GOOD + "scenario: {name: streams, streams: 4, limit_s: 2, chunk_s: 0.02}",
        Written.GOOD.replace("files: [a.wav]", "manifest: m.jsonl"));
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = DefinitionSchemaTest.class.getResourceAsStream(name)) {
      // A text that is not quoted is text for the reader; for a schema it has to be quoted.
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .replace("text: 010", "text: '010'")
          .replace("language: no", "language: 'no'");
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void acceptsWhatTheReaderAccepts(String yaml) throws Exception {
    assertEquals(Set.of(), validate(yaml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "benchmarks: []",
        "benchmarks: [{model: tiny}]",
        "benchmarks: [{model: tiny, audio_file: x, beam_sise: 1}]",
      })
  void refusesWhatTheReaderRefuses(String yaml) throws Exception {
    assertFalse(validate(yaml).isEmpty());
  }

  @Test
  void refusesWhatTheReaderRefusesInAKey() throws Exception {
    for (String more :
        List.of(
            "extra: 1",
            "report: x",
            "baseline: ''",
            "tolerances: {x: 1}",
            "tolerances: {rtf: -1}",
            "limits: {x: '<= 1'}",
            "limits: {rtf: 1}",
            "limits: {rtf: '< 1'}",
            "scenario: server",
            "scenario: {name: server}",
            "scenario: {name: server, rate: 0}",
            "scenario: {name: server, rate: 1, streams: 2}",
            "scenario: {name: server, rate: 1, percentile: 99}",
            "scenario: {name: streams, streams: 2}",
            "scenario: {name: streams, streams: 2, limit_s: 1, chunk_s: 0.01}",
            "scenario: {name: streams, streams: 2, limit_s: 1, chunk_s: 31}",
            "scenario: {name: server, rate: 1, chunk_s: 1}",
            "scenario: {name: offline, rate: 2}",
            "scenario: {name: offline, find_peak: true}",
            "scenario: {name: multi-stream, batch: 2}",
            "scenario: {name: single-stream, samples_per_query: 2}",
            "scenario: {name: server, rate: 1, limit_s: 1, find_peak: {step: 1}}",
            "scenario: {rate: 1}",
            "isolation: thread",
            "trials: {count: 0}",
            "trials: {forks: 0}",
            "trials: {precision: {half_width_percent: 2}}",
            "trials: {precision: {half_width_percent: 0, max_forks: 30}}",
            "trials: {precision: {half_width_percent: 2, max_forks: 2}}",
            "trials: {precision: 2}",
            "trials: {profile: slow}",
            "worker_jvm_args: [Xmx1g]",
            "worker_env: [A=B]",
            "accuracy: {normalizer: x}",
            "matrix: {beam_size: [1]}",
            "matrix: {device: cpu}",
            "matrix: {include: [{}]}")) {
      assertFalse(validate(Written.GOOD + more + "\n").isEmpty(), more);
    }
  }

  @Test
  void hasTheKeysOfTheReader() {
    Map<Level, String> definitions =
        Map.ofEntries(
            Map.entry(Level.TOP, "definition"),
            Map.entry(Level.WORKLOAD, "workload"),
            Map.entry(Level.SUT, "sut"),
            Map.entry(Level.MATRIX, "matrix"),
            Map.entry(Level.SCENARIO, "scenario"),
            Map.entry(Level.FIND_PEAK, "findPeak"),
            Map.entry(Level.TRIALS, "trials"),
            Map.entry(Level.PRECISION, "precision"),
            Map.entry(Level.ACCURACY, "accuracy"),
            Map.entry(Level.HUM_HELIX, "humHelix"),
            Map.entry(Level.HUM_HELIX_ENTRY, "humHelixEntry"));
    assertEquals(Set.of(Level.values()), definitions.keySet());
    definitions.forEach(
        (level, name) -> {
          Set<String> keys = new TreeSet<>();
          text.at("/$defs/" + name + "/properties").fieldNames().forEachRemaining(keys::add);
          assertEquals(new TreeSet<>(level.keys()), keys, name);
          assertFalse(text.at("/$defs/" + name + "/additionalProperties").asBoolean(true), name);
        });
    assertEquals(KnownMetrics.COMPARED, names("tolerances"));
    assertEquals(KnownMetrics.LIMITED, names("limits"));
    Set<String> normalizers = new TreeSet<>();
    text.at("/$defs/accuracy/properties/normalizer/enum")
        .forEach(value -> normalizers.add(value.asText()));
    assertEquals(new TreeSet<>(Normalizers.ids()), normalizers);
  }

  private static List<String> names(String key) {
    List<String> names = new ArrayList<>();
    text.at("/$defs/definition/properties/" + key + "/propertyNames/enum")
        .forEach(value -> names.add(value.asText()));
    return names;
  }
}
