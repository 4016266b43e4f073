package io.humhelix.bench.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A file of Markdown, as a forge shows it.
 *
 * @param file where it lies
 * @param text what it says
 */
public record Document(Path file, String text) {

  /** The folder of the repository, from that of core. */
  public static final Path ROOT = Path.of("..");

  /** Where pages of reference lie in a module. */
  static final String PAGES = "src/site/markdown";

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  /**
   * A block between fences.
   *
   * @param line the first line of its text
   * @param language what stands behind the opening fence
   * @param text its lines
   */
  public record Block(int line, String language, String text) {}

  /**
   * A link or a picture.
   *
   * @param line where it begins
   * @param target as written
   */
  record Target(int line, String target) {}

  /** Reads a file by its path in the repository. */
  public static Document read(String path) throws IOException {
    Path file = ROOT.resolve(path);
    return new Document(file, Files.readString(file));
  }

  /** Reads every file of Markdown in the repository but expected texts of tests. */
  public static List<Document> all() throws IOException {
    List<Document> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(Document::isOfTheRepository).sorted().toList()) {
        documents.add(new Document(file, Files.readString(file)));
      }
    }
    return documents;
  }

  /** Reads the pages of reference. */
  public static List<Document> pages() throws IOException {
    return all().stream().filter(document -> document.file().getParent().endsWith(PAGES)).toList();
  }

  private static boolean isOfTheRepository(Path file) {
    if (!file.toString().endsWith(".md")) {
      return false;
    }
    for (Path name : ROOT.relativize(file)) {
      String part = name.toString();
      if (part.startsWith(".") || part.equals("target") || part.equals("golden")) {
        return false;
      }
    }
    return true;
  }

  /** Returns the path in the repository, with slashes. */
  public String path() {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** Returns its blocks of one language. */
  public List<Block> blocks(String language) {
    return blocks().stream().filter(block -> block.language().equals(language)).toList();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    each(
        FencedCodeBlock.class,
        block -> blocks.add(new Block(line(block) + 1, block.getInfo(), block.getLiteral())));
    return blocks;
  }

  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    each(Link.class, link -> targets.add(new Target(line(link), link.getDestination())));
    each(Image.class, image -> targets.add(new Target(line(image), image.getDestination())));
    return targets;
  }

  /** Returns the anchors that a forge gives the headings: GitHub's rule. */
  Set<String> anchors() {
    IdGenerator ids = IdGenerator.builder().build();
    Set<String> anchors = new LinkedHashSet<>();
    each(Heading.class, heading -> anchors.add(ids.generateId(words(heading))));
    return anchors;
  }

  /** Returns the lines with HTML other than comments: what is in it is not looked at. */
  List<Integer> html() {
    List<Integer> lines = new ArrayList<>();
    each(
        HtmlBlock.class,
        html -> {
          if (!html.getLiteral().startsWith("<!--")) {
            lines.add(line(html));
          }
        });
    each(HtmlInline.class, html -> lines.add(line(html)));
    return lines;
  }

  /** Returns what stands in code font, in the running text. */
  public List<String> code() {
    List<String> code = new ArrayList<>();
    each(Code.class, one -> code.add(one.getLiteral()));
    return code;
  }

  /** Calls a consumer with every node of a kind, from top to bottom. */
  public <T extends Node> void each(Class<T> kind, Consumer<T> consumer) {
    each(PARSER.parse(text), kind, consumer);
  }

  /** Calls a consumer with every node of a kind below another one. */
  public static <T extends Node> void each(Node node, Class<T> kind, Consumer<T> consumer) {
    if (kind.isInstance(node)) {
      consumer.accept(kind.cast(node));
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      each(child, kind, consumer);
    }
  }

  /** Returns the words of a node as a reader sees them. */
  public static String words(Node node) {
    StringBuilder words = new StringBuilder();
    each(
        node,
        Node.class,
        part -> {
          if (part instanceof Text text) {
            words.append(text.getLiteral());
          } else if (part instanceof Code code) {
            words.append(code.getLiteral());
          } else if (part instanceof SoftLineBreak) {
            words.append(' ');
          }
        });
    return words.toString();
  }

  static int line(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    return spans.isEmpty() ? 0 : spans.get(0).getLineIndex() + 1;
  }
}
