package io.humhelix.bench.backend.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema describes the lines that are really exchanged. */
class ProtocolSchemaTest {

  @TempDir Path folder;

  private static JsonSchema schema() throws Exception {
    try (InputStream in = CommandProvider.class.getResourceAsStream("protocol.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  @Test
  void describesEveryRequestOfTheHarness() throws Exception {
    Path lines = folder.resolve("lines");
    String keep = "printf '%s\\n' \"$line\" >>" + lines + "\n";
    SutSpec sut =
        ShellProgram.ordinary()
            .hello("say '{\"type\":\"hello\",\"protocol\":1,\"prepares\":true}'")
            .load(keep + "say '{\"type\":\"loaded\",\"id\":'$id',\"device\":\"cpu\"}'")
            .beforeTranscribing(keep)
            .unload(keep + "say '{\"type\":\"unloaded\",\"id\":'$id'}'; exit 0")
            .sut("s", folder);
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("test")
            .workload(TestClips.workload(folder, 1))
            .sut(sut)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
            .build();
    Harness.builder().discovery(false).provider(new CommandProvider()).run(definition);
    Set<String> types = new TreeSet<>();
    for (String line : Files.readAllLines(lines)) {
      assertEquals(Set.of(), schema().validate(line, InputFormat.JSON), line);
      types.add(line.replaceAll("^\\{\"type\":\"(\\w+)\".*", "$1"));
    }
    assertEquals(Set.of("load", "transcribe", "unload"), types);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hello','protocol':1,'engine':'x','audio':'f32','capabilities':['vad']}",
        "{'type':'model_loaded','id':1}",
        "{'type':'loaded','id':1,'device':'cuda:0','options':{'a':[1,2]}}",
        "{'type':'prepared','id':2}",
        "{'type':'readable','id':2}",
        "{'type':'segment','id':2,'start':0,'end':1.5,'text':' a','words':[]}",
        "{'type':'done','id':2,'phases':{'encode':0.1},'text':null}",
        "{'type':'unloaded','id':3}",
        "{'type':'error','message':'x','kind':'model'}"
      })
  void describesAnswers(String line) throws Exception {
    assertEquals(Set.of(), schema().validate(line.replace('\'', '"'), InputFormat.JSON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hello','protocol':2}",
        "{'type':'hello','protocol':1,'capabilities':['magic']}",
        "{'type':'loaded','id':1}",
        "{'type':'segment','id':2,'start':-1,'end':1.5,'text':' a'}",
        "{'type':'done'}",
        "{'type':'shout','id':1}",
        "[]"
      })
  void refusesWhatTheHarnessRefuses(String line) throws Exception {
    assertFalse(
        schema().validate(line.replace('\'', '"'), InputFormat.JSON).isEmpty(),
        List.of(line).toString());
  }
}
