package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.internal.provenance.HarnessVersion;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.selfcheck.Finding;
import io.humhelix.bench.selfcheck.SelfCheckReport;
import java.util.Locale;

/** A self-check as JSON. */
final class DoctorJson {

  private DoctorJson() {}

  static ObjectNode of(SelfCheckReport report) {
    ObjectNode node = JsonText.document();
    node.put("harness_version", HarnessVersion.get());
    node.put("passed", report.passed());
    ArrayNode findings = node.putArray("findings");
    report.findings().forEach(finding -> findings.add(of(finding)));
    return node;
  }

  private static ObjectNode of(Finding finding) {
    ObjectNode node = JsonText.object();
    node.put("id", finding.id());
    node.put("section", finding.section().name().toLowerCase(Locale.ROOT));
    node.put("state", finding.state().name());
    node.put("message", finding.message());
    node.put("remedy", finding.remedy());
    ObjectNode figures = node.putObject("figures");
    finding.figures().forEach(figures::put);
    return node;
  }
}
