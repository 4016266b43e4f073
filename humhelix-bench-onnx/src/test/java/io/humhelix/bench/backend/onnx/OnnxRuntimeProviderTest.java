package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OnnxRuntimeProviderTest {

  private final SutProvider provider = new OnnxRuntimeProvider();
  private final OpenRequest request =
      new OpenRequest(
          SutSpec.of("tiny", "onnxruntime", "tiny.en"),
          Options.empty(),
          Optional.empty(),
          TranscriptionTask.DEFAULT);

  @Test
  void isFoundByServiceLoader() {
    List<SutProvider> found =
        ServiceLoader.load(SutProvider.class).stream().map(ServiceLoader.Provider::get).toList();

    assertEquals(1, found.size());
    assertInstanceOf(OnnxRuntimeProvider.class, found.get(0));
    assertEquals("onnxruntime", found.get(0).id());
    assertEquals(SutProvider.SPI_VERSION, found.get(0).spiVersion());
  }

  @Test
  void saysThatItIsNotAvailableYetAndWhatToUse() {
    Availability availability = provider.probe();

    assertFalse(availability.available());
    assertTrue(availability.detail().contains("not available yet"), availability.detail());
    assertTrue(availability.remedy().contains("whisper-jni"), availability.remedy());
    assertTrue(provider.description().contains("not available yet"), provider.description());
  }

  @Test
  void refusesEveryRunConfigForThisReasonAlone() {
    Preflight preflight = provider.preflight(request);

    assertEquals(1, preflight.issues().size());
    Issue issue = preflight.issues().get(0);
    assertEquals(Severity.ERROR, issue.severity());
    assertEquals("backend-unavailable", issue.code());
    assertTrue(issue.text().contains("not available yet"), issue.text());
    assertTrue(issue.text().contains("whisper-jni"), issue.text());
    assertTrue(preflight.modelFiles().isEmpty());
    assertTrue(provider.capabilities().features().isEmpty());
  }

  @Test
  void opensNothing() {
    SutException failure = assertThrows(SutException.class, () -> provider.open(request));

    assertTrue(failure.getMessage().contains("not available yet"), failure.getMessage());
    assertTrue(failure.remedy().contains("whisper-jni"), failure.remedy());
  }
}
