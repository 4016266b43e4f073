package io.humhelix.bench.backend.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtEpDevice;
import ai.onnxruntime.OrtException;
import io.humhelix.bench.backend.onnx.runtime.RuntimeAccess;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A library that brings an execution provider to any ONNX Runtime from 1.24 on. It is registered
 * once in a JVM, under its name, and then lists the devices that it can work on.
 *
 * @param name a name for ONNX Runtime's messages, such as {@code webgpu}
 * @param file the library
 */
public record PluginLibrary(String name, Path file) {

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_.-]+)=(.+)");
  private static final Map<String, Path> REGISTERED = new HashMap<>();

  public PluginLibrary {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
  }

  /**
   * Reads the value of an option.
   *
   * @param text such as {@code webgpu=/opt/ep/libonnxruntime_providers_webgpu.so}
   * @return the library, or empty if the text has another form
   */
  public static Optional<PluginLibrary> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    try {
      return matcher.matches()
          ? Optional.of(new PluginLibrary(matcher.group(1), Path.of(matcher.group(2))))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Registers this library, unless this JVM has done so.
   *
   * @throws SutException if it cannot be loaded, or another library has its name
   */
  void register() throws SutException {
    OrtEnvironment environment = RuntimeAccess.environment();
    synchronized (REGISTERED) {
      Path absolute = file.toAbsolutePath().normalize();
      Path before = REGISTERED.get(name);
      if (absolute.equals(before)) {
        return;
      }
      if (before != null) {
        throw refused(
            "this JVM has already registered " + before + " by the name " + name,
            "Give each library a name of its own.",
            null);
      }
      if (!Files.isRegularFile(absolute)) {
        throw refused(
            "there is no file " + absolute,
            "Set ep_library to <name>=<path of the library>, such as"
                + " webgpu=…/onnxruntime_ep_webgpu/libonnxruntime_providers_webgpu.so of the Python"
                + " package onnxruntime-ep-webgpu.",
            null);
      }
      try {
        environment.registerExecutionProviderLibrary(name, absolute.toString());
      } catch (OrtException e) {
        throw refused(
            String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"),
            "Install what the library needs, or one for this version of ONNX Runtime ("
                + environment.getVersion()
                + ").",
            e);
      }
      REGISTERED.put(name, absolute);
    }
  }

  /**
   * Returns whether a provider is reached by the devices that libraries list, since one was
   * registered that brings it.
   */
  static boolean brings(ExecutionProvider provider) throws OrtException {
    synchronized (REGISTERED) {
      return !REGISTERED.isEmpty() && !devices(provider).isEmpty();
    }
  }

  /** The devices that ONNX Runtime lists for a provider. */
  static List<OrtEpDevice> devices(ExecutionProvider provider) throws OrtException {
    return OrtEnvironment.getEnvironment().getEpDevices().stream()
        .filter(device -> device.getEpName().equals(provider.ortName()))
        .toList();
  }

  /** All devices that ONNX Runtime lists, for people. */
  static String described() throws OrtException {
    return OrtEnvironment.getEnvironment().getEpDevices().stream()
        .map(PluginLibrary::described)
        .collect(Collectors.joining(", "));
  }

  /**
   * Describes a device.
   *
   * @return such as {@code ggml on CPU (AMD)}
   */
  static String described(OrtEpDevice device) {
    String vendor = device.getDevice().getVendor();
    return ExecutionProvider.ofOrtName(device.getEpName())
            .map(ExecutionProvider::displayed)
            .orElse(device.getEpName())
        + " on "
        + device.getDevice().getType()
        + (vendor == null || vendor.isBlank() ? "" : " (" + vendor + ")");
  }

  private SutException refused(String problem, String remedy, Throwable cause) {
    return new SutException(
        FailureKind.NATIVE_LIBRARY,
        "onnxruntime: ep_library " + name + "=" + file + " cannot be used: " + problem + ".",
        remedy,
        cause);
  }
}
