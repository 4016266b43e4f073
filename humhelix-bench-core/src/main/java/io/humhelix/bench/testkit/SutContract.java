package io.humhelix.bench.testkit;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.AudioReader;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The contract of the SPI as checks, for authors of backends. With JUnit Jupiter it is a line:
 *
 * <pre>
 * {@literal @}TestFactory
 * Stream&lt;DynamicTest&gt; keepsTheContract() {
 *   return SutContract.of(MyProvider::new).model("tiny").models(folder).speech(wav).tests();
 * }
 * </pre>
 *
 * <p>Without a model or audio of its own the contract uses the model name {@code none} and made-up
 * sounds. Immutable: every method returns a new contract.
 *
 * <p>Two promises cannot be checked from outside: that nothing is kept from an earlier call, and
 * that a GPU has ended its work when a call returns (processors are watched).
 */
public final class SutContract {

  private final ContractSubject subject;
  private final Map<String, String> without;

  private SutContract(ContractSubject subject, Map<String, String> without) {
    this.subject = subject;
    this.without = without;
  }

  /**
   * A contract for a backend.
   *
   * @param provider makes the provider, such as {@code MyProvider::new}; called by many checks
   * @return the contract
   */
  public static SutContract of(Supplier<? extends SutProvider> provider) {
    return new SutContract(ContractSubject.of(provider), Map.of());
  }

  /**
   * Sets the model to open.
   *
   * @param name name or path, as in a definition
   * @return a new contract
   */
  public SutContract model(String name) {
    return with(subject.withSpec(subject.spec().withModel(name)).withModelGiven());
  }

  /**
   * Sets the folder in which models are looked up by name.
   *
   * @param folder the folder
   * @return a new contract
   */
  public SutContract models(Path folder) {
    return with(subject.withModels(folder));
  }

  /**
   * Sets the compute type to ask for.
   *
   * @param word as in a definition
   * @return a new contract
   */
  public SutContract computeType(String word) {
    return with(subject.withSpec(subject.spec().withComputeType(word)));
  }

  /**
   * Sets the device to ask for.
   *
   * @param device as in a definition, {@code cpu} by default
   * @return a new contract
   */
  public SutContract device(String device) {
    return with(subject.withSpec(subject.spec().withDevice(device)));
  }

  /**
   * Sets an option.
   *
   * @param name the option's name
   * @param value its value; declared defaults need not be given
   * @return a new contract
   */
  public SutContract option(String name, Object value) {
    return with(subject.withSpec(subject.spec().withOption(name, value)));
  }

  /**
   * Sets what calls ask for.
   *
   * @param task language and the rest
   * @return a new contract
   */
  public SutContract task(TranscriptionTask task) {
    return with(subject.withTask(task));
  }

  /**
   * Sets real speech to call with, a few seconds of it.
   *
   * @param wav an audio file
   * @return a new contract
   * @throws IllegalArgumentException if it cannot be read
   */
  public SutContract speech(Path wav) {
    try {
      return speech(new AudioReader().read(wav).samples());
    } catch (AudioException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Sets real speech to call with, a few seconds of it.
   *
   * @param samples mono, 16 kHz, within -1 to 1, at least one
   * @return a new contract
   */
  public SutContract speech(float[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("the speech has no samples; give it a few seconds");
    }
    return with(subject.withSpeech(samples.clone()));
  }

  /**
   * Sets how long the long clip is.
   *
   * @param seconds 35 by default, more than the window of Whisper models; 1 or more
   * @return a new contract
   */
  public SutContract longClip(int seconds) {
    if (seconds < 1) {
      throw new IllegalArgumentException("the long clip has " + seconds + " s; allowed: 1 or more");
    }
    return with(subject.withLongSeconds(seconds));
  }

  /**
   * Sets how long a check may take before it counts as hung.
   *
   * @param limit 2 minutes by default
   * @return a new contract
   */
  public SutContract deadline(Duration limit) {
    return with(subject.withDeadline(limit));
  }

  /**
   * Leaves a check out. It stays in the list, as not applicable, with the reason.
   *
   * @param check its id
   * @param reason why the backend does not keep it
   * @return a new contract
   * @throws IllegalArgumentException if there is no such check
   */
  public SutContract without(String check, String reason) {
    List<String> ids = all().map(ContractCheck::id).toList();
    if (!ids.contains(check)) {
      throw new IllegalArgumentException("no check '" + check + "'; there are: " + ids);
    }
    Map<String, String> more = new TreeMap<>(without);
    more.put(check, Objects.requireNonNull(reason, "reason"));
    return new SutContract(subject, Map.copyOf(more));
  }

  /**
   * Returns the checks.
   *
   * @return those of the provider first, then those of a live system
   */
  public Stream<ContractCheck> checks() {
    return all().map(this::leftOut);
  }

  /**
   * Returns the checks as tests for a {@code @TestFactory}. Needs {@code junit-jupiter-api} 5.4 or
   * newer; everything else here does not.
   *
   * @return a test for each check; one that is not applicable is aborted with the reason
   */
  @SuppressWarnings("exports")
  public Stream<DynamicTest> tests() {
    return JupiterTests.of(checks());
  }

  private ContractCheck leftOut(ContractCheck check) {
    String reason = without.get(check.id());
    return reason == null
        ? check
        : new ContractCheck(
            check.id(),
            check.promise(),
            subject.deadline(),
            () -> {
              throw new NotApplicable("left out: " + reason);
            });
  }

  private Stream<ContractCheck> all() {
    return Stream.of(
            new ListingPromises(subject).checks(),
            new ProviderPromises(subject).checks(),
            new SystemPromises(subject).checks(),
            new CallPromises(subject).checks(),
            new AudioPromises(subject).checks(),
            new StreamPromises(subject).checks(),
            new ClosingPromises(subject).checks())
        .flatMap(List::stream);
  }

  private SutContract with(ContractSubject other) {
    return new SutContract(other, without);
  }
}
