package io.humhelix.bench.html;

import io.humhelix.bench.picture.BidiText;
import java.util.List;
import java.util.Objects;

/**
 * Something to know before numbers are believed.
 *
 * @param rank what stands first: errors, then warnings, then notes
 * @param kind what a reader looks for, such as {@code other-load} or {@code FAILED}
 * @param messages what was found, each with the run configs that it concerns
 */
record Concern(Rank rank, String kind, List<Message> messages) {

  /** How bad it is. */
  enum Rank {
    /** There are no valid numbers. */
    ERROR,
    /** Numbers may be wrong. */
    WARNING,
    /** Numbers are as they are. */
    NOTE
  }

  /**
   * What was found.
   *
   * @param text for people
   * @param remedy what to do; empty if nothing
   * @param of names of run configs; none where it is about a run or a file
   * @param where these names as shortly as they can be told; empty where there are none
   * @param trials in how many trials; 0 where it is about all of them
   */
  record Message(String text, String remedy, List<String> of, String where, long trials) {

    /** Of what names its run configs one by one. */
    static Message of(String text, String remedy, List<String> of) {
      return new Message(text, remedy, of, String.join("; ", of), 0);
    }

    Message {
      text = BidiText.closed(text);
      where = BidiText.closed(where);
      of = of.stream().map(BidiText::closed).toList();
    }
  }

  Concern {
    Objects.requireNonNull(rank, "rank");
    messages = List.copyOf(messages);
  }

  static Concern of(Rank rank, String kind, String text, String remedy, List<String> of) {
    return new Concern(rank, kind, List.of(Message.of(text, remedy, of)));
  }
}
