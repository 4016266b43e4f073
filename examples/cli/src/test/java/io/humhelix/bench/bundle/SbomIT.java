package io.humhelix.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of all parts (CycloneDX) that lies in the bundle. */
class SbomIT {

  @Test
  void itListsTheJarsOfLibByTheirChecksumsAndNothingElse() throws Exception {
    Path file = BundleCopy.BUNDLE.resolve("sbom.cdx.json");
    if (!Files.exists(file)) {
      RequiredProgram.missing("CycloneDX's plugin makes no SBOM in a build with Maven's --offline");
    }
    JsonNode sbom = new ObjectMapper().readTree(file.toFile());

    assertEquals("CycloneDX", sbom.path("bomFormat").asText());
    Map<String, String> listed = new TreeMap<>();
    for (JsonNode part : sbom.path("components")) {
      String jar = part.path("name").asText() + "-" + part.path("version").asText() + ".jar";
      listed.put(jar, "no SHA-256");
      assertFalse(part.path("licenses").isEmpty(), () -> jar + " has no licence");
      for (JsonNode hash : part.path("hashes")) {
        if (hash.path("alg").asText().equals("SHA-256")) {
          listed.put(jar, hash.path("content").asText());
        }
      }
    }
    Map<String, String> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(BundleCopy.BUNDLE.resolve("lib"))) {
      for (Path jar : (Iterable<Path>) files::iterator) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        jars.put(jar.getFileName().toString(), HexFormat.of().formatHex(hash));
      }
    }
    assertEquals(jars, listed);
  }
}
