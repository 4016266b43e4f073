package io.humhelix.bench.internal.form;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML for people: short lists and maps in one line, an empty line between the parts, comments
 * above keys. What a reader of YAML 1.1 would take for something else than text is in quotes.
 */
public final class YamlText {

  /** Characters of a list or map that stands in one line. */
  private static final int LONGEST_FLOW = 64;

  /** Keys whose maps and whose elements have a line for each entry, however short. */
  private static final Set<String> BLOCK = Set.of("references", "workloads", "suts", "trials");

  private final Map<String, String> comments;

  private YamlText(Map<String, String> comments) {
    this.comments = comments;
  }

  /**
   * Returns the text of a tree.
   *
   * @param tree maps, lists, texts, numbers and truth values
   * @param comments lines of a comment by the path of the key that they stand above, as in {@code
   *     workloads.files}; elements of lists have no part in it
   */
  public static String of(Map<?, ?> tree, Map<String, String> comments) {
    DumperOptions options = new DumperOptions();
    options.setProcessComments(true);
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    options.setIndicatorIndent(2);
    options.setIndent(2);
    options.setIndentWithIndicator(true);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(new YamlText(comments).map("", tree, true), text);
    // In quotes like all that is not seen, but the library takes it for a letter.
    return text.toString().replace("\uFEFF", "\\uFEFF");
  }

  private Node node(String path, Object value) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    if (value instanceof Map<?, ?> map) {
      return map(path, map, BLOCK.contains(key));
    }
    if (value instanceof List<?> list) {
      List<Node> items = new ArrayList<>();
      list.forEach(item -> items.add(node(path, item)));
      FlowStyle style = fits(list) && !BLOCK.contains(key) ? FlowStyle.FLOW : FlowStyle.BLOCK;
      return new SequenceNode(Tag.SEQ, items, style);
    }
    return scalar(value);
  }

  private Node map(String path, Map<?, ?> map, boolean block) {
    List<NodeTuple> entries = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          String own = path.isEmpty() ? String.valueOf(key) : path + "." + key;
          Node name = scalar(key);
          List<CommentLine> above = new ArrayList<>();
          boolean part = !isScalar(value) || comments.containsKey(own);
          if (path.isEmpty() && !entries.isEmpty() && part) {
            above.add(new CommentLine(null, null, "", CommentType.BLANK_LINE));
          }
          if (comments.containsKey(own)) {
            comments
                .get(own)
                .lines()
                .forEach(
                    line -> above.add(new CommentLine(null, null, " " + line, CommentType.BLOCK)));
          }
          if (!above.isEmpty()) {
            name.setBlockComments(above);
          }
          entries.add(new NodeTuple(name, node(own, value)));
        });
    return new MappingNode(
        Tag.MAP, entries, block || !fits(map) ? FlowStyle.BLOCK : FlowStyle.FLOW);
  }

  private static boolean isScalar(Object value) {
    return !(value instanceof Map || value instanceof List);
  }

  private static boolean fits(Object value) {
    return value.toString().length() <= LONGEST_FLOW;
  }

  private static Node scalar(Object value) {
    if (value instanceof String text) {
      ScalarStyle style = isPlain(text) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
      return new ScalarNode(Tag.STR, text, null, null, style);
    }
    Tag tag = value instanceof Boolean ? Tag.BOOL : value instanceof Double ? Tag.FLOAT : Tag.INT;
    return new ScalarNode(tag, value.toString(), null, null, ScalarStyle.PLAIN);
  }

  /**
   * Quotes spare a reader the question whether something is a number, and show what is not seen.
   */
  private static boolean isPlain(String text) {
    return text.codePoints().allMatch(c -> c >= ' ' && c != 0x7F && Character.isDefined(c))
        && text.codePoints().noneMatch(YamlText::isHidden)
        && !text.matches("[-+.]?[0-9][0-9_.:eE+-]*");
  }

  private static boolean isHidden(int character) {
    int type = Character.getType(character);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }
}
