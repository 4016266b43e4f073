package io.humhelix.bench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

class SutContractTest {

  private static final Map<String, BrokenBackends.Broken> BROKEN = BrokenBackends.byCheck();

  @AfterAll
  static void endWhatTheBrokenOnesLeft() throws Exception {
    BrokenBackends.END_OF_TESTS.countDown();
    BrokenBackends.LEAKED_PROCESSES.forEach(Process::destroyForcibly);
    for (InputStream file : BrokenBackends.LEAKED_FILES) {
      file.close();
    }
  }

  private static SutContract contract(Supplier<? extends SutProvider> provider) {
    return SutContract.of(provider).model(PlainBackend.MODEL).longClip(4);
  }

  private static ContractOutcome verify(SutContract contract, String id) {
    return contract.checks().filter(c -> c.id().equals(id)).findFirst().orElseThrow().verify();
  }

  @TestFactory
  Stream<DynamicTest> aPlainBackendKeepsEveryPromise() {
    return contract(PlainBackend::new).tests();
  }

  @TestFactory
  Stream<DynamicTest> theFakeBackendKeepsTheContract() {
    return SutContract.of(FakeBackend::new).option("streams", 4).tests();
  }

  @Test
  void nothingIsLeftOutForThePlainBackend() {
    List<String> notKept = new ArrayList<>();
    contract(PlainBackend::new)
        .checks()
        .filter(c -> c.verify().state() != ContractOutcome.State.KEPT)
        .forEach(c -> notKept.add(c.id()));
    assertEquals(List.of(), notKept);
  }

  @Test
  void everyCheckHasABackendThatBreaksIt() {
    assertEquals(
        contract(PlainBackend::new).checks().map(ContractCheck::id).sorted().toList(),
        BROKEN.keySet().stream().sorted().toList());
  }

  /** What was left behind is waited for, three seconds each: one of them is enough in a hurry. */
  static Stream<String> checks() {
    boolean quick = Boolean.getBoolean("humhelix.test.quick");
    return BROKEN.keySet().stream()
        .filter(id -> !quick || !Set.of("no-process-left", "no-file-left").contains(id));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void checkFiresWithReasonAndRemedy(String id) {
    BrokenBackends.Broken broken = BROKEN.get(id);
    ContractOutcome outcome = verify(contract(broken.backend()), id);
    assertEquals(ContractOutcome.State.BROKEN, outcome.state(), outcome::toString);
    assertTrue(outcome.detail().contains(broken.says()), outcome::toString);
  }

  @Test
  void aHangIsFoundAndSaysWhere() {
    FakeBackend fake = new FakeBackend();
    ContractOutcome outcome =
        verify(
            SutContract.of(() -> fake).option("fault", "hang").deadline(Duration.ofMillis(300)),
            "same-text");
    fake.release();
    assertEquals(ContractOutcome.State.BROKEN, outcome.state());
    assertTrue(outcome.detail().startsWith("it did not return within 0.3 s"), outcome.detail());
    assertTrue(outcome.detail().contains("FakeSut.hang"), outcome.detail());
  }

  @Test
  void progressFromAnotherThreadIsFound() {
    BrokenBackends.Broken broken =
        BrokenBackends.broken(
            "",
            (number, clip, progress) -> {
              Thread other = new Thread(progress::segmentsReadable, "other");
              other.start();
              try {
                other.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Transcript.ofText("a text");
            });
    ContractOutcome outcome = verify(contract(broken.backend()), "progress");
    assertTrue(outcome.detail().contains("came from thread 'other'"), outcome::toString);
  }

  @Test
  void unavailableWithoutARemedyIsFound() {
    ContractOutcome outcome =
        verify(
            contract(
                () ->
                    new PlainBackend() {
                      @Override
                      public Availability probe() {
                        return Availability.unavailable("no library", "");
                      }
                    }),
            "probe");
    assertEquals(ContractOutcome.State.BROKEN, outcome.state());
    assertEquals("Say what is missing and what to do.", outcome.remedy());
  }

  @Test
  void withoutAModelTheMissingOneMeansNothing() {
    ContractOutcome outcome = verify(SutContract.of(FakeBackend::new), "preflight-missing-model");
    assertEquals(ContractOutcome.State.NOT_APPLICABLE, outcome.state());
    assertEquals("the contract has no model(…)", outcome.detail());
  }

  @Test
  void aBackendOfWholeClipsPromisesNothingOfStreams() {
    SutContract whole =
        contract(
            () ->
                new PlainBackend() {
                  @Override
                  public Capabilities capabilities() {
                    return new Capabilities(Set.of(), Set.of("cpu", "cuda"), Set.of());
                  }
                });
    List<String> streams = BROKEN.keySet().stream().filter(id -> id.startsWith("stream")).toList();
    assertEquals(4, streams.size());
    for (String id : streams) {
      assertEquals("it takes only whole clips", verify(whole, id).detail());
    }
  }

  @Test
  void aStreamThatIsDeclaredAndMissingIsFound() {
    ContractOutcome outcome = verify(contract(WithoutStream::new), "stream-text");
    assertEquals(ContractOutcome.State.BROKEN, outcome.state());
    assertTrue(outcome.detail().contains("it has no stream"), outcome::toString);
  }

  /** Says that it takes chunks, and does not. */
  private static final class WithoutStream extends PlainBackend {
    @Override
    public Sut open(OpenRequest request) throws SutException {
      Sut sut = super.open(request);
      return new Sut() {
        @Override
        public EffectiveSut effective() {
          return sut.effective();
        }

        @Override
        public Transcript transcribe(TranscriptionRequest clip, TranscriptionProgress progress)
            throws SutException {
          return sut.transcribe(clip, progress);
        }

        @Override
        public void close() throws SutException {
          sut.close();
        }
      };
    }
  }

  @Test
  void aCheckCanBeLeftOutByNameWithAReason() {
    SutContract contract = contract(PlainBackend::new).without("same-text", "samples tokens");
    ContractOutcome outcome = verify(contract, "same-text");
    assertEquals(ContractOutcome.State.NOT_APPLICABLE, outcome.state());
    assertEquals("left out: samples tokens", outcome.detail());
    assertEquals(BROKEN.size(), contract.checks().count());

    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> contract.without("nonesuch", "x"));
    assertTrue(unknown.getMessage().startsWith("no check 'nonesuch'; there are: [id, "));
  }

  @Test
  void junitSeesAFailureWithPromiseFindingAndRemedy() {
    DynamicTest failing = test(contract(BROKEN.get("id").backend()), "id: ");
    AssertionError error = assertThrows(AssertionError.class, failing.getExecutable()::execute);
    assertEquals(
        "id: the id consists of lower-case letters and digits, with dashes and dots between them\nthe id is 'Plain Backend'\n"
            + "Use lower-case letters, digits and single dashes.",
        error.getMessage());
    DynamicTest aborted = test(SutContract.of(FakeBackend::new), "open-missing-model: ");
    assertThrows(TestAbortedException.class, aborted.getExecutable()::execute);
  }

  private static DynamicTest test(SutContract contract, String name) {
    return contract
        .tests()
        .filter(t -> t.getDisplayName().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void idsAreDistinct() {
    List<String> ids = contract(PlainBackend::new).checks().map(ContractCheck::id).toList();
    assertEquals(ids.size(), ids.stream().collect(Collectors.toSet()).size());
    assertFalse(ids.isEmpty());
  }
}
