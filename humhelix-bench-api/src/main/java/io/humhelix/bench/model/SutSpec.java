package io.humhelix.bench.model;

import java.util.List;
import java.util.Objects;

/**
 * The description of a system under test: a backend with a model, a compute type, a device and
 * options. Immutable and thread-safe.
 *
 * @param name unique within its definition after the matrix is expanded
 * @param backend id of the backend, such as {@code whisper-jni}
 * @param model a name such as {@code tiny.en}, looked up in the models folder, or a path
 * @param computeType numeric form of the model
 * @param device the device that does the work
 * @param options the backend's own options, checked against its declared ones
 * @param workloads names of the workloads to run on; empty means all of the definition
 */
public record SutSpec(
    String name,
    String backend,
    String model,
    ComputeType computeType,
    Device device,
    Options options,
    List<String> workloads) {

  public SutSpec {
    Objects.requireNonNull(computeType, "computeType");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    workloads = List.copyOf(workloads);
    requireText(name, "name");
    requireText(backend, "backend");
    requireText(model, "model");
  }

  private static void requireText(String value, String what) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + what + " of a system under test is blank");
    }
  }

  /**
   * Starts a description with the default compute type, on the CPU, without options.
   *
   * @param name unique within its definition
   * @param backend id of the backend
   * @param model name or path of the model
   * @return a description; refine it with the {@code with} methods
   */
  public static SutSpec of(String name, String backend, String model) {
    return new SutSpec(
        name, backend, model, ComputeType.DEFAULT, Device.CPU, Options.empty(), List.of());
  }

  /**
   * Returns this description under another name.
   *
   * @param other unique within its definition
   * @return a new description
   */
  public SutSpec withName(String other) {
    return new SutSpec(other, backend, model, computeType, device, options, workloads);
  }

  /**
   * Returns this description with another backend.
   *
   * @param other id of the backend
   * @return a new description
   */
  public SutSpec withBackend(String other) {
    return new SutSpec(name, other, model, computeType, device, options, workloads);
  }

  /**
   * Returns this description with another model.
   *
   * @param other name or path of the model
   * @return a new description
   */
  public SutSpec withModel(String other) {
    return new SutSpec(name, backend, other, computeType, device, options, workloads);
  }

  /**
   * Returns this description with another compute type.
   *
   * @param other such as {@code float16} or {@code q5_1}
   * @return a new description
   */
  public SutSpec withComputeType(String other) {
    return new SutSpec(name, backend, model, new ComputeType(other), device, options, workloads);
  }

  /**
   * Returns this description with another device.
   *
   * @param other such as {@code cuda} or {@code cuda:1}
   * @return a new description
   * @throws IllegalArgumentException if the text has another form
   */
  public SutSpec withDevice(String other) {
    return new SutSpec(name, backend, model, computeType, Device.parse(other), options, workloads);
  }

  /**
   * Returns this description with one option set.
   *
   * @param option the option's name
   * @param value its value
   * @return a new description
   */
  public SutSpec withOption(String option, Object value) {
    return new SutSpec(
        name, backend, model, computeType, device, options.with(option, value), workloads);
  }

  /**
   * Returns this description restricted to some workloads.
   *
   * @param names workload names; empty means all
   * @return a new description
   */
  public SutSpec withWorkloads(List<String> names) {
    return new SutSpec(name, backend, model, computeType, device, options, names);
  }
}
