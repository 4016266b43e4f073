package io.humhelix.bench.gpu;

import io.humhelix.bench.gpu.FoundLibrary.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to say of libraries that are missing, and the first thing to do. */
public final class MissingLibraries {

  /**
   * Libraries that are missing, in words.
   *
   * @param message what is missing, of which part, and whether another version is there; no full
   *     stop at the end
   * @param remedy the first thing to do, with the command to type; whole sentences
   */
  public record Explanation(String message, String remedy) {

    public Explanation {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(remedy, "remedy");
    }
  }

  private MissingLibraries() {}

  /**
   * Explains.
   *
   * @param missing names such as {@code libcublas.so.12}
   * @param folders where other versions of them are looked for
   * @return words for people; empty if nothing is missing
   */
  public static Optional<Explanation> explain(List<String> missing, LibraryFolders folders) {
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    Map<GpuPart, List<String>> parts = new TreeMap<>();
    List<String> others = new ArrayList<>();
    for (String name : missing) {
      GpuPart.of(name)
          .ifPresentOrElse(
              part -> parts.computeIfAbsent(part, any -> new ArrayList<>()).add(name),
              () -> others.add(name));
    }
    Map<String, String> groups = new LinkedHashMap<>();
    parts.forEach((part, names) -> groups.put(part.displayed(names.get(0)), listed(names)));
    List<String> said =
        groups.entrySet().stream()
            .map(group -> group.getKey() + " (" + group.getValue() + ")")
            .collect(Collectors.toCollection(ArrayList::new));
    said.addAll(others);
    Optional<FoundLibrary> other = otherMajor(missing, folders);
    return Optional.of(
        new Explanation(
            "missing: "
                + String.join(", ", said)
                + other.map(library -> "; there is " + described(library)).orElse(""),
            remedy(parts, others, other, folders)));
  }

  private static String remedy(
      Map<GpuPart, List<String>> parts,
      List<String> others,
      Optional<FoundLibrary> other,
      LibraryFolders folders) {
    if (parts.isEmpty()) {
      return "Install the package that has "
          + listed(others)
          + ", or name its folder in LD_LIBRARY_PATH.";
    }
    GpuPart first = parts.keySet().iterator().next();
    if (first == GpuPart.NVIDIA_DRIVER) {
      return driver(folders).orElseGet(() -> first.remedy("libcuda.so.1"));
    }
    if (!first.isOfPip()) {
      return first.remedy(parts.get(first).get(0));
    }
    List<String> ofPip =
        parts.entrySet().stream()
            .filter(entry -> entry.getKey().isOfPip())
            .flatMap(entry -> entry.getValue().stream())
            .toList();
    OptionalInt cuda =
        ofPip.stream()
            .map(GpuPart::cuda)
            .filter(OptionalInt::isPresent)
            .findFirst()
            .orElseGet(() -> installed(folders));
    return "Install "
        + (ofPip.size() == 1 ? "it" : "them")
        + ": "
        + GpuPart.pipCommand(ofPip, cuda)
        + ", or set cuda_libraries to the folder that has "
        + (ofPip.size() == 1 ? "it" : "them")
        + "."
        + other
            .flatMap(library -> cudaOf(library).stream().boxed().findFirst())
            .map(there -> " Or use a build of the engine for CUDA " + there + ".")
            .orElse("");
  }

  /** Which CUDA is there, for parts whose names do not tell. */
  private static OptionalInt installed(LibraryFolders folders) {
    return folders.findAll(Pattern.compile("libcublas\\.so\\.\\d+")).stream()
        .map(MissingLibraries::cudaOf)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /** A container and WSL get their driver from outside. */
  private static Optional<String> driver(LibraryFolders folders) {
    if (folders.folders(Place.WSL).stream().anyMatch(Files::isDirectory)) {
      return Optional.of(
          "Install NVIDIA's driver in Windows, not in WSL, and run wsl --update; nvidia-smi then"
              + " lists the card.");
    }
    for (String mark : List.of("/.dockerenv", "/run/.containerenv")) {
      Path file = folders.at(mark);
      if (Files.exists(file)) {
        return Optional.of(
            "Start this container with --gpus all; the host needs NVIDIA's driver and"
                + " nvidia-container-toolkit. nvidia-smi then lists the card.");
      }
    }
    return Optional.empty();
  }

  /** A library that is there in another major version than the one that is missing. */
  private static Optional<FoundLibrary> otherMajor(List<String> missing, LibraryFolders folders) {
    for (String name : missing) {
      Optional<SharedName> wanted = SharedName.of(name).filter(one -> one.major().isPresent());
      if (wanted.isPresent() && GpuPart.of(name).isPresent()) {
        Pattern any = Pattern.compile(Pattern.quote(wanted.get().stem()) + "\\.so\\.\\d+(\\.0)?");
        Optional<FoundLibrary> other =
            folders.findAll(any).stream()
                .filter(
                    one ->
                        SharedName.of(one.name())
                            .filter(found -> !found.major().equals(wanted.get().major()))
                            .isPresent())
                .findFirst();
        if (other.isPresent()) {
          return other;
        }
      }
    }
    return Optional.empty();
  }

  private static OptionalInt cudaOf(FoundLibrary library) {
    return GpuPart.cuda(library.name());
  }

  private static String described(FoundLibrary library) {
    OptionalInt cuda = cudaOf(library);
    return library.file()
        + (cuda.isPresent() ? " for CUDA " + cuda.getAsInt() : "")
        + ", which is another version";
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }
}
