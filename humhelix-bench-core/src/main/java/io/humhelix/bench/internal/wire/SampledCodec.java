package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.result.Direction;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was sampled during a trial, as JSON. */
final class SampledCodec {

  private SampledCodec() {}

  static Map<String, Object> sampled(Sampled sampled) {
    List<Object> measurements = new ArrayList<>();
    for (Measurement m : sampled.measurements()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", m.metric().name());
      map.put("unit", m.metric().unit());
      map.put("direction", m.metric().direction().name());
      map.put("definition", m.metric().definition());
      map.put("value", m.value());
      measurements.add(map);
    }
    List<Object> issues = new ArrayList<>();
    for (Issue issue : sampled.issues()) {
      issues.add(
          Map.of(
              "severity", issue.severity().name(),
              "code", issue.code(),
              "text", issue.message(),
              "remedy", issue.remedy()));
    }
    return Map.of("measurements", measurements, "issues", issues);
  }

  static Sampled sampled(Fields fields) throws ProtocolException {
    List<Measurement> measurements = new ArrayList<>();
    for (Object element : fields.list("measurements")) {
      Fields m = Fields.of(element, "measurement");
      measurements.add(
          new Measurement(
              new Metric(
                  m.text("name"),
                  m.text("unit"),
                  m.word("direction", Direction.class),
                  m.text("definition")),
              m.number("value")));
    }
    List<Issue> issues = new ArrayList<>();
    for (Object element : fields.list("issues")) {
      Fields issue = Fields.of(element, "issue");
      issues.add(
          new Issue(
              issue.word("severity", Severity.class),
              issue.text("code"),
              issue.text("text"),
              issue.text("remedy")));
    }
    return new Sampled(measurements, issues);
  }
}
