package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/** Refuses what a file of plain values has no use for. */
final class PlainYamlParser extends JsonParserDelegate {

  private final YAMLParser yaml;

  PlainYamlParser(YAMLParser yaml) {
    super(yaml);
    this.yaml = yaml;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = yaml.nextToken();
    if (yaml.isCurrentAlias() || yaml.getObjectId() != null || yaml.getTypeId() != null) {
      throw new JsonParseException(yaml, "anchors, aliases and tags are not allowed here");
    }
    return token;
  }
}
