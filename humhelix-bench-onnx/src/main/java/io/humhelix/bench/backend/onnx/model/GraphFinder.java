package io.humhelix.bench.backend.onnx.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses a folder's graph files by the requested form. */
final class GraphFinder {

  private static final String ENCODER = "encoder_model";
  private static final String MERGED = "decoder_model_merged";
  private static final String FIRST = "decoder_model";
  private static final String WITH_PAST = "decoder_with_past_model";

  private static final String CODE = "model-missing";

  private final Path folder;
  private final List<Path> places;
  private final Findings findings;

  /**
   * The chosen files.
   *
   * @param encoder the encoder
   * @param decoder the decoder, merged or for the first call
   * @param withPast the decoder for later calls, if it is apart
   */
  record GraphPaths(Path encoder, Path decoder, Optional<Path> withPast) {}

  private record Decoders(Path decoder, Optional<Path> withPast) {}

  GraphFinder(Path folder, Findings findings) {
    this.folder = folder;
    this.places = List.of(folder.resolve(ModelReader.GRAPH_FOLDER), folder);
    this.findings = findings;
  }

  Optional<GraphPaths> find(GraphChoice choice) {
    boolean openChoice =
        choice.encoder().isEmpty()
            && choice.decoder().isEmpty()
            && choice.encoderFile().isEmpty()
            && choice.decoderFile().isEmpty();
    if (openChoice) {
      Optional<GraphPaths> common =
          Arrays.stream(GraphVariant.values()).flatMap(form -> both(form).stream()).findFirst();
      if (common.isEmpty()) {
        findings.add(
            CODE,
            "folder " + folder + " has no encoder and decoder in one form; it has: " + present(),
            "Put encoder_model and decoder_model_merged (or decoder_model and"
                + " decoder_with_past_model) of one form there, or choose them by"
                + " encoder_compute_type and decoder_compute_type.");
      }
      return common;
    }
    Optional<Path> encoder =
        choice.encoderFile().isPresent()
            ? named(choice.encoderFile().get())
            : chosen(choice.encoder()).stream().flatMap(form -> encoder(form).stream()).findFirst();
    Optional<Decoders> decoders =
        choice.decoderFile().isPresent()
            ? named(choice.decoderFile().get()).map(this::decoders)
            : chosen(choice.decoder()).stream()
                .flatMap(form -> decoders(form).stream())
                .findFirst();
    if (encoder.isEmpty() && choice.encoderFile().isEmpty()) {
      missing("encoder", choice.encoder(), List.of(ENCODER));
    }
    if (decoders.isEmpty() && choice.decoderFile().isEmpty()) {
      missing("decoder", choice.decoder(), List.of(MERGED, FIRST, WITH_PAST));
    }
    return encoder.flatMap(
        first -> decoders.map(later -> new GraphPaths(first, later.decoder(), later.withPast())));
  }

  private static List<GraphVariant> chosen(Optional<GraphVariant> form) {
    return form.map(List::of).orElseGet(() -> List.of(GraphVariant.values()));
  }

  private Optional<GraphPaths> both(GraphVariant form) {
    return encoder(form)
        .flatMap(
            first ->
                decoders(form)
                    .map(later -> new GraphPaths(first, later.decoder(), later.withPast())));
  }

  private Optional<Path> encoder(GraphVariant form) {
    return existing(form.fileName(ENCODER));
  }

  private Optional<Decoders> decoders(GraphVariant form) {
    Optional<Path> merged = existing(form.fileName(MERGED));
    if (merged.isPresent()) {
      return merged.map(path -> new Decoders(path, Optional.empty()));
    }
    Optional<Path> past = existing(form.fileName(WITH_PAST));
    return existing(form.fileName(FIRST))
        .filter(first -> past.isPresent())
        .map(first -> new Decoders(first, past));
  }

  /** A decoder named by its file; the decoder for later calls, if any, is in the same folder. */
  private Decoders decoders(Path decoder) {
    String name = decoder.getFileName().toString();
    Path past = decoder.resolveSibling(name.replaceFirst(FIRST, WITH_PAST));
    boolean apart = name.contains(FIRST) && !name.contains(MERGED) && Files.isRegularFile(past);
    return new Decoders(decoder, apart ? Optional.of(past) : Optional.empty());
  }

  private Optional<Path> existing(String name) {
    return places.stream().map(place -> place.resolve(name)).filter(Files::exists).findFirst();
  }

  private Optional<Path> named(String name) {
    boolean plain = !name.contains("/") && !name.contains("\\") && name.endsWith(".onnx");
    Optional<Path> file = plain ? existing(name) : Optional.empty();
    if (file.isEmpty()) {
      findings.add(
          CODE,
          "folder " + folder + " has no graph '" + name + "'; it has: " + present(),
          "Name a file of the model's folder, such as encoder_model_fp16.onnx.");
    }
    return file;
  }

  private void missing(String network, Optional<GraphVariant> form, List<String> names) {
    findings.add(
        CODE,
        "folder "
            + folder
            + " has no "
            + network
            + form.map(known -> " of compute type " + known.computeType()).orElse("")
            + "; tried: "
            + names.stream()
                .map(name -> form.orElse(GraphVariant.FLOAT32).fileName(name))
                .collect(Collectors.joining(", "))
            + "; it has: "
            + present(),
        "Choose a compute type that is there, or add the files.");
  }

  private String present() {
    List<String> names = new ArrayList<>();
    for (Path place : places) {
      try (var entries = Files.list(place)) {
        entries
            .map(path -> path.getFileName().toString())
            .filter(name -> name.endsWith(".onnx"))
            .sorted()
            .forEach(names::add);
      } catch (IOException e) {
        // A folder that is not there has none.
        continue;
      }
    }
    return names.isEmpty() ? "no ONNX file" : String.join(", ", names);
  }
}
