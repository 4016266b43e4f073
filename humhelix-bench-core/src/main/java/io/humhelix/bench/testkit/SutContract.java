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
 * The contract of the SPI as checks, for backend authors. With JUnit Jupiter it takes one line:
 *
 * <pre>
 * {@literal @}TestFactory
 * Stream&lt;DynamicTest&gt; keepsTheContract() {
 *   return SutContract.of(MyProvider::new).model("tiny").models(folder).speech(wav).tests();
 * }
 * </pre>
 *
 * <p>Without a model or speech, the contract uses the model name {@code none} and synthetic sounds.
 * Immutable: every method returns a new contract.
 *
 * <p>Two promises cannot be checked from outside: that a system keeps nothing from an earlier call,
 * and that a GPU has ended its work when a call returns (CPU work is checked).
 */
public final class SutContract {

  private final ContractSubject subject;
  private final Map<String, String> without;

  private SutContract(ContractSubject subject, Map<String, String> without) {
    this.subject = subject;
    this.without = without;
  }

  /**
   * Creates a contract for a backend.
   *
   * @param provider makes the provider, such as {@code MyProvider::new}; many checks call it
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
   * Sets the compute type to open.
   *
   * @param word as in a definition
   * @return a new contract
   */
  public SutContract computeType(String word) {
    return with(subject.withSpec(subject.spec().withComputeType(word)));
  }

  /**
   * Sets the device to open.
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
   * @param value its value; not needed for declared defaults
   * @return a new contract
   */
  public SutContract option(String name, Object value) {
    return with(subject.withSpec(subject.spec().withOption(name, value)));
  }

  /**
   * Sets the task of the calls.
   *
   * @param task the task, such as its language
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
      throw new IllegalArgumentException("the speech has no samples; pass a few seconds");
    }
    return with(subject.withSpeech(samples.clone()));
  }

  /**
   * Sets the length of the long clip.
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
   * Leaves out a check. It stays in the list as not applicable, with the reason.
   *
   * @param check its id
   * @param reason why the backend does not keep the promise
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
   * newer; nothing else here does.
   *
   * @return a test per check; a test that is not applicable is aborted with the reason
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
