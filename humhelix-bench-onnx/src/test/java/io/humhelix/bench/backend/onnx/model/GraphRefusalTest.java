package io.humhelix.bench.backend.onnx.model;

import static io.humhelix.bench.backend.onnx.model.ModelFolder.TINY;
import static io.humhelix.bench.backend.onnx.model.ModelFolder.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graph files that ONNX Runtime must not see. */
@Tag("slow")
class GraphRefusalTest {

  private static final String ENCODER = "encoder_model.onnx";

  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws IOException {
    folder = ModelFolder.in(temp.resolve("model"));
    assertEquals(List.of(), folder.read().issues());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty (0 bytes)",
        "<!DOCTYPE html><html>Sign in</html> | is a web page",
        "'version https://git-lfs.github.com/spec/v1' | git lfs pull",
        "{\"error\":\"not found\"} | is not an ONNX graph",
        "PK__ | is not an ONNX graph",
        "plain text, long enough to look like something | is not an ONNX graph"
      })
  void saysWhatAFileIsInstead(String content, String found) throws IOException {
    Files.writeString(folder.onnx(ENCODER), content);
    assertRefused(folder.read(), ENCODER, found);
  }

  @Test
  void refusesZeroBytesAndFolders() throws IOException {
    Files.write(folder.onnx(ENCODER), new byte[1000]);
    assertRefused(folder.read(), "no protobuf field at byte 1");
    Files.delete(folder.onnx(ENCODER));
    Files.createDirectory(folder.onnx(ENCODER));
    assertRefused(folder.read(), "not a plain file");
  }

  @Test
  void saysHowManyBytesAreMissing() throws IOException {
    Path real = ModelFolder.REAL.resolve("onnx/encoder_model_quantized.onnx");
    Files.delete(folder.onnx(ENCODER));
    Files.copy(real, folder.onnx(ENCODER));
    assertEquals(List.of(), folder.read().issues());
    try (RandomAccessFile file = new RandomAccessFile(folder.onnx(ENCODER).toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertRefused(folder.read(), "is truncated or damaged: it ends after");
  }

  @Test
  void refusesTheFusedExportInPlainWords() throws IOException {
    OnnxFile decoder =
        new OnnxFile()
            .input("input_ids", OnnxFile.INT64, -1, -1)
            .input("past_key_self_0", OnnxFile.FLOAT, -1, 6, 448, 64)
            .output("logits", OnnxFile.FLOAT, -1, -1, 51_864)
            .weight();
    folder.graph("decoder_model_merged.onnx", decoder);
    assertRefused(folder.read(), "decoder_model_merged.onnx", "convert_to_onnx", "Optimum");
    OnnxFile search =
        new OnnxFile()
            .input("input_features", OnnxFile.FLOAT, -1, 80, 3000)
            .input("max_length", OnnxFile.INT64, 1)
            .output("sequences", OnnxFile.INT64, -1, -1, -1)
            .weight();
    folder.graph("decoder_model_merged.onnx", search);
    assertRefused(folder.read(), "convert_to_onnx");
  }

  @Test
  void refusesFilesThatProtobufCannotHold() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.onnx(ENCODER).toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertRefused(folder.read(), "has 3221225472 bytes", "external data");
  }

  @Test
  void refusesGraphsWithoutWeightsOrVersion() throws IOException {
    folder.graph(ENCODER, new OnnxFile().input("input_features", OnnxFile.FLOAT, -1, 80, 3000));
    assertRefused(folder.read(), "has no weights");
    Files.write(folder.onnx(ENCODER), OnnxFile.number(1, 8));
    assertRefused(folder.read(), "it has no graph");
    folder.graph(ENCODER, OnnxFile.encoder(TINY).versions(0, 17));
    assertRefused(folder.read(), "it has no IR version");
  }

  @Test
  void refusesTheWrongGraph() throws IOException {
    folder.graph(ENCODER, OnnxFile.merged(TINY));
    assertRefused(
        folder.read(),
        ENCODER + " is not the graph of this model",
        "no input 'input_features'",
        "no output 'last_hidden_state'",
        "more");
  }

  @Test
  void refusesGraphsThatDisagreeWithTheConfiguration() throws IOException {
    folder.graph(ENCODER, OnnxFile.encoder(TINY).input("input_features", 1, -1, 128, 3000));
    assertRefused(folder.read(), "'input_features' is float[?, 128, 3000], expected float[?, 80");
    folder.graph(ENCODER, OnnxFile.encoder(TINY));
    String merged = "decoder_model_merged.onnx";
    folder.graph(merged, OnnxFile.merged(TINY).output("logits", 1, -1, -1, 51_865));
    assertRefused(folder.read(), "'logits' is float[?, ?, 51865]");
    folder.graph(merged, OnnxFile.merged(TINY).input("input_ids", 6, -1, -1));
    assertRefused(folder.read(), "'input_ids' is int32[?, ?], expected int64[?, ?]");
    folder.graph(merged, OnnxFile.merged(TINY).input("input_ids", 7, -1));
    assertRefused(folder.read(), "'input_ids' is int64[?], expected int64[?, ?]");
    folder.graph(merged, OnnxFile.merged(TINY).withoutInput("past_key_values.3.decoder.key"));
    assertRefused(folder.read(), "no input 'past_key_values.3.decoder.key'");
    folder.graph(merged, OnnxFile.merged(TINY).input("position_ids", 7, -1, -1));
    assertRefused(folder.read(), "an input 'position_ids' that Whisper does not have");
    folder.graph(merged, OnnxFile.merged(TINY).input("use_cache_branch", 7, 1));
    assertRefused(folder.read(), "'use_cache_branch' is int64[1], expected bool[?]");
    folder.graph(merged, OnnxFile.merged(TINY).input("encoder_hidden_states", 10, -1, 1500, 384));
    assertRefused(folder.read(), "takes encoder_hidden_states as float16", "encoder gives float");
  }

  @Test
  void refusesAModelWithoutACache() throws IOException {
    folder.without("onnx/decoder_model_merged.onnx");
    folder.graph("decoder_model.onnx", OnnxFile.first(TINY));
    folder.graph("decoder_with_past_model.onnx", OnnxFile.first(TINY));
    assertRefused(folder.read(), "decoder_with_past_model.onnx", "no input 'past_key_values.0");
  }

  @Test
  void takesExternalDataInsideTheFolder() throws IOException {
    folder.graph(ENCODER, OnnxFile.encoder(TINY).externalWeight("encoder_model.onnx_data"));
    assertRefused(folder.read(), "'encoder_model.onnx_data', which is missing");
    Files.write(folder.onnx("encoder_model.onnx_data"), new byte[4]);
    ModelReader reading = folder.read();
    assertEquals(List.of(), reading.issues());
    assertEquals(
        List.of(folder.onnx("encoder_model.onnx_data")),
        reading.model().orElseThrow().graphs().encoder().externalData());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../../secret.bin",
        "sub/../../../secret.bin",
        "..\\..\\secret.bin",
        "C:/secret.bin",
        " "
      })
  void refusesExternalDataElsewhere(String location) throws IOException {
    Files.write(temp.resolve("secret.bin"), new byte[4]);
    folder.graph(ENCODER, OnnxFile.encoder(TINY).externalWeight(location));
    assertRefused(folder.read(), "has its weights in", ENCODER);
    folder.graph(ENCODER, OnnxFile.encoder(TINY).externalInBranch(location));
    assertRefused(folder.read(), "has its weights in", ENCODER);
  }

  @Test
  void refusesLinksThatLeadOut() throws IOException {
    Path secret = Files.write(temp.resolve("secret.bin"), new byte[4]);
    folder.graph(ENCODER, OnnxFile.encoder(TINY).externalWeight("data.bin"));
    Files.createSymbolicLink(folder.onnx("data.bin"), secret);
    assertRefused(folder.read(), "a link that leads out of the model's folder");
    Files.delete(folder.onnx("data.bin"));
    assumeTrue(
        secret.getFileSystem().supportedFileAttributeViews().contains("unix"),
        "hard links can be counted");
    Files.createLink(folder.onnx("data.bin"), secret);
    assertRefused(folder.read(), "a hard link");
  }

  @Test
  void followsTheLinksOfHuggingFacesCache() throws IOException {
    Path repository = temp.resolve("models--onnx-community--whisper-tiny.en");
    ModelFolder snapshot = ModelFolder.in(repository.resolve("snapshots").resolve("0123abcd"));
    snapshot.graph(ENCODER, OnnxFile.encoder(TINY).externalWeight("encoder_model.onnx_data"));
    Path blob = repository.resolve("blobs").resolve("cafe");
    Files.createDirectories(blob.getParent());
    Files.write(blob, new byte[4]);
    Files.createSymbolicLink(
        snapshot.onnx("encoder_model.onnx_data"), Path.of("../../../blobs/cafe"));
    assertEquals(List.of(), snapshot.read().issues());
  }

  @Test
  void refusesDeepNesting() throws IOException {
    byte[] graph = new byte[0];
    for (int depth = 0; depth < 200; depth++) {
      graph = OnnxFile.bytes(1, OnnxFile.bytes(5, OnnxFile.bytes(6, graph)));
    }
    Files.write(
        folder.onnx(ENCODER), OnnxFile.join(OnnxFile.number(1, 8), OnnxFile.bytes(7, graph)));
    assertRefused(folder.read(), "nested deeper than 100");
  }

  @Test
  void refusesLengthsThatLie() throws IOException {
    byte[] inner = OnnxFile.bytes(7, OnnxFile.bytes(5, new byte[10]));
    inner[3] = 120;
    Files.write(folder.onnx(ENCODER), OnnxFile.join(OnnxFile.number(1, 8), inner, new byte[200]));
    assertRefused(folder.read(), "is longer than the message around it");
    byte[] endless = new byte[30];
    Arrays.fill(endless, (byte) 0xff);
    Files.write(folder.onnx(ENCODER), endless);
    assertRefused(folder.read(), "has no end");
  }
}
