package io.humhelix.bench.harness;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What an engine does in a {@link SimulatedRun}: a call takes a fixed time and one for each second
 * of audio, which forks, trials and calls make longer or shorter by chance.
 */
public final class SimulatedEngine {

  /** How many times as long calls take in a trial; first call and warm-up are trial 0. */
  @FunctionalInterface
  public interface Pace {
    double at(int fork, int trial);
  }

  final String name;
  final String version;
  final String provider;
  double loadSeconds = 1;
  double fixedSeconds = 0.05;
  double secondsPerAudioSecond = 0.05;
  double spread = 0.015;
  int concurrency = 1;
  long residentBytes = 400_000_000;
  Pace pace = (fork, trial) -> 1;
  Pace otherLoad = (fork, trial) -> 0.02;
  BiFunction<AudioClip, Integer, String> hears = (clip, fork) -> clip.reference().orElse("");
  Optional<Failure> failure = Optional.empty();
  final Map<String, Object> options = new LinkedHashMap<>();
  final List<Issue> issues = new ArrayList<>();
  final Map<Integer, FailureKind> failingEvery = new LinkedHashMap<>();
  String failureText = "HTTP 503";

  /** An engine that works; the provider is what executes it, such as CUDA. */
  public SimulatedEngine(String name, String version, String provider) {
    this.name = name;
    this.version = version;
    this.provider = provider;
  }

  /** What a call costs, and how long it takes to load. */
  public SimulatedEngine takes(double load, double fixed, double perAudioSecond) {
    loadSeconds = load;
    fixedSeconds = fixed;
    secondsPerAudioSecond = perAudioSecond;
    return this;
  }

  /** The standard deviation of the time of a call, relative; forks and trials have half of it. */
  public SimulatedEngine spread(double relative) {
    spread = relative;
    return this;
  }

  public SimulatedEngine concurrency(int calls) {
    concurrency = calls;
    return this;
  }

  /** How much memory its process has. */
  public SimulatedEngine resident(long bytes) {
    residentBytes = bytes;
    return this;
  }

  public SimulatedEngine pace(Pace factor) {
    pace = factor;
    return this;
  }

  /** The share of the processors that other processes use. */
  public SimulatedEngine otherLoad(Pace share) {
    otherLoad = share;
    return this;
  }

  /** The text of a clip in a fork. */
  public SimulatedEngine hears(BiFunction<AudioClip, Integer, String> texts) {
    hears = texts;
    return this;
  }

  /** It reports this option as in effect. */
  public SimulatedEngine option(String key, Object value) {
    options.put(key, value);
    return this;
  }

  /** It is checked with this issue; an error refuses it. */
  public SimulatedEngine issue(Issue found) {
    issues.add(found);
    return this;
  }

  /** It never loads. */
  public SimulatedEngine failing(Failure why) {
    failure = Optional.of(why);
    return this;
  }

  /** One call in so many fails under load. */
  public SimulatedEngine failingEvery(int calls, FailureKind kind, String message) {
    failingEvery.put(calls, kind);
    failureText = message;
    return this;
  }

  EffectiveSut effective(String device, String computeType) {
    return new EffectiveSut(name, version, device, provider, computeType, Options.of(options));
  }
}
