package io.humhelix.bench.selfcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.humhelix.bench.selfcheck.PciGpu.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Vulkan driver by its ICD file, which the Vulkan loader reads too.
 *
 * @param file the ICD file
 * @param library the driver's library, as the file has it
 */
record VulkanDriver(Path file, String library) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** They name the ICD files, and then there are no others. */
  private static final List<String> INSTEAD = List.of("VK_DRIVER_FILES", "VK_ICD_FILENAMES");

  private static final List<String> FOLDERS =
      List.of("etc/vulkan/icd.d", "usr/local/share/vulkan/icd.d", "usr/share/vulkan/icd.d");

  private static final Pattern SOFTWARE = Pattern.compile("lvp|lavapipe|swiftshader");
  private static final Pattern NVIDIA = Pattern.compile("nvidia|nouveau");
  private static final Pattern AMD = Pattern.compile("radeon|amdvlk|amd_?icd");
  private static final Pattern INTEL = Pattern.compile("intel");

  /** Returns those that the Vulkan loader would look at. */
  static List<VulkanDriver> all(GpuHost host) {
    List<VulkanDriver> drivers = new ArrayList<>();
    for (Path file : files(host)) {
      try {
        JsonNode library = MAPPER.readTree(file.toFile()).path("ICD").path("library_path");
        if (library.isTextual()) {
          drivers.add(new VulkanDriver(file, library.textValue()));
        }
      } catch (IOException e) {
        // The loader passes over a file that it cannot read, too.
      }
    }
    return List.copyOf(drivers);
  }

  private static Set<Path> files(GpuHost host) {
    Path root = host.files().root();
    Set<Path> files = new LinkedHashSet<>();
    Optional<String> named =
        INSTEAD.stream().flatMap(name -> given(host, name).stream()).findFirst();
    if (named.isPresent()) {
      add(files, root, named.get());
      return files;
    }
    given(host, "VK_ADD_DRIVER_FILES").ifPresent(more -> add(files, root, more));
    given(host, "HOME").ifPresent(home -> add(files, root, home + "/.local/share/vulkan/icd.d"));
    FOLDERS.forEach(folder -> add(files, root, folder));
    return files;
  }

  private static Optional<String> given(GpuHost host, String name) {
    return Optional.ofNullable(host.environment().get(name)).filter(value -> !value.isBlank());
  }

  /** Adds files, and of folders the files in them. */
  private static void add(Set<Path> files, Path root, String paths) {
    for (String path : paths.split(":")) {
      // From the root on, which is another in tests.
      Path one = root.resolve(path.replaceFirst("^/+", ""));
      if (Files.isRegularFile(one)) {
        files.add(one);
      } else if (Files.isDirectory(one)) {
        try (Stream<Path> list = Files.list(one)) {
          list.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
        } catch (IOException e) {
          // Not readable: no driver for this user.
        }
      }
    }
  }

  private boolean matches(Pattern pattern) {
    return pattern.matcher(words()).find();
  }

  private String words() {
    return (file.getFileName() + " " + library).toLowerCase(Locale.ROOT);
  }

  /** Whether it computes on the processor. */
  boolean software() {
    return matches(SOFTWARE);
  }

  /** Whether it drives cards of a maker; one of nobody's may drive any card. */
  boolean drives(Vendor vendor) {
    return !software()
        && switch (vendor) {
          case NVIDIA -> matches(NVIDIA);
          case AMD -> matches(AMD);
          case INTEL -> matches(INTEL);
        };
  }

  @Override
  public String toString() {
    String name = file.getFileName().toString();
    if (!software()) {
      return name;
    }
    return (words().contains("swiftshader") ? "SwiftShader" : "llvmpipe") + " (" + name + ")";
  }
}
