package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.spi.OptionSpec;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Backends as JSON. */
final class BackendJson {

  private BackendJson() {}

  static ObjectNode of(List<BackendStatus> backends) {
    ObjectNode node = JsonText.document();
    ArrayNode array = node.putArray("backends");
    backends.forEach(backend -> array.add(of(backend)));
    return node;
  }

  private static ObjectNode of(BackendStatus backend) {
    ObjectNode node = JsonText.object();
    node.put("id", backend.id());
    node.put("description", backend.description());
    node.put("available", backend.availability().available());
    node.put("detail", backend.availability().detail());
    node.put("remedy", backend.availability().remedy());
    node.put("origin", backend.origin());
    backend
        .capabilities()
        .ifPresent(
            capabilities -> {
              node.set(
                  "features",
                  texts(
                      capabilities.features().stream()
                          .map(feature -> feature.name().toLowerCase(Locale.ROOT))
                          .toList()));
              node.set("devices", texts(capabilities.deviceKinds()));
              node.set("compute_types", texts(capabilities.computeTypes()));
            });
    ArrayNode options = node.putArray("options");
    backend.options().forEach(option -> options.add(of(option)));
    return node;
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JsonText.array();
    texts.stream().sorted().forEach(array::add);
    return array;
  }

  private static ObjectNode of(OptionSpec option) {
    ObjectNode node = JsonText.object();
    node.put("name", option.name());
    node.put("type", option.type().name().toLowerCase(Locale.ROOT));
    option.defaultValue().ifPresent(value -> node.putPOJO("default", value));
    node.put("meaning", option.meaning());
    option.minimum().ifPresent(bound -> node.put("minimum", bound));
    option.maximum().ifPresent(bound -> node.put("maximum", bound));
    if (!option.choices().isEmpty()) {
      node.set("choices", texts(option.choices()));
    }
    return node;
  }
}
