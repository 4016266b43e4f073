package io.humhelix.bench.html;

import io.humhelix.bench.model.AudioClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What is said in made-up clips, and how badly an engine hears it. */
final class SpokenTexts {

  private static final double WORDS_PER_SECOND = 2.6;
  private static final double CHARACTERS_PER_SECOND = 4.2;
  private static final int CLIPS_OF_A_SPEAKER = 3;

  private static final List<String> ENGLISH =
      List.of(
          "the ferry to the northern islands leaves at half past six every morning except sunday",
          "please move the appointment with doctor harris to the second week of march",
          "our gardener planted two rows of beans and one of early potatoes",
          "she asked whether the parcel had been weighed before it was sent abroad",
          "nobody in the village could remember a winter with so little snow",
          "the committee will vote on the new timetable before the end of the month",
          "turn left at the old mill and follow the river until you see the church",
          "he bought a second hand piano and had it tuned on the very same day",
          "the patient reports mild pain in the right knee after climbing stairs",
          "write a short note to the landlord about the broken window in the hall",
          "their cousin won the regional chess tournament for the third year in a row",
          "fresh bread is sold from seven o'clock and is usually gone by nine",
          "the museum keeps its oldest maps in a cool room without daylight",
          "when the wind turned to the west the sailors knew that rain would follow",
          "add three hundred grams of flour and stir until the dough is smooth",
          "the invoice of the eleventh of june has still not been paid",
          "a narrow path leads from the station through the woods to the lake",
          "i would like to know how much a return ticket to bristol costs",
          "the engine started at once although it had stood outside all night",
          "children under twelve may visit the castle free of charge on weekdays",
          "the meeting was short because nobody had read the minutes of the last one",
          "remind me to call the electrician about the meter in the cellar",
          "seven of the nine samples showed no trace of lead or mercury",
          "the orchestra rehearsed the slow movement twice and the finale only once");

  private static final List<String> CHINESE =
      List.of(
          "明天早上六点半有一班船开往北边的岛屿",
          "请把和李医生的预约改到三月的第二个星期",
          "园丁今年种了两行豆子和一行土豆",
          "她问包裹寄出之前有没有称过重量",
          "村里没有人记得有过雪这么少的冬天",
          "委员会将在月底之前对新的时刻表进行表决",
          "在老磨坊左转然后沿着河一直走到教堂",
          "病人说上楼梯以后右边的膝盖有一点疼",
          "请给房东写一封信说走廊的窗户坏了",
          "他的表弟第三年赢得了地区象棋比赛",
          "面包从七点开始卖通常九点就卖完了",
          "博物馆把最老的地图放在没有阳光的房间里",
          "加入三百克面粉搅拌到面团光滑为止",
          "六月十一日的发票到现在还没有付款",
          "一条小路从车站穿过树林通到湖边",
          "我想知道去上海的往返车票多少钱");

  /** Words that engines take for each other. */
  private static final Map<String, String> ALIKE =
      Map.ofEntries(
          Map.entry("their", "there"),
          Map.entry("two", "to"),
          Map.entry("beans", "beens"),
          Map.entry("weighed", "wade"),
          Map.entry("vote", "boat"),
          Map.entry("mill", "mail"),
          Map.entry("piano", "pianos"),
          Map.entry("knee", "need"),
          Map.entry("stairs", "stares"),
          Map.entry("flour", "flower"),
          Map.entry("maps", "mats"),
          Map.entry("lead", "led"),
          Map.entry("bristol", "crystal"),
          Map.entry("lake", "late"),
          Map.entry("engine", "engines"),
          Map.entry("cellar", "seller"),
          Map.entry("meter", "metre"),
          Map.entry("won", "one"),
          Map.entry("harris", "paris"),
          Map.entry("rain", "reign"),
          Map.entry("finale", "final"),
          Map.entry("minutes", "minute"));

  private SpokenTexts() {}

  /** Short clips of several speakers, by an index that makes their ids. */
  static List<AudioClip> english(int count) {
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = ENGLISH.get(i % ENGLISH.size());
      clips.add(clip("dictation", i, text, text.split(" ").length / WORDS_PER_SECOND));
    }
    return clips;
  }

  /** The same in Chinese. */
  static List<AudioClip> chinese(int count) {
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = CHINESE.get(i % CHINESE.size());
      clips.add(clip("duanju", i, text, text.length() / CHARACTERS_PER_SECOND));
    }
    return clips;
  }

  /** One clip of so many sentences, whose file gives it its name. */
  static AudioClip inOne(String file, List<AudioClip> sentences, String between, double seconds) {
    String text =
        String.join(between, sentences.stream().map(c -> c.reference().orElseThrow()).toList());
    return AudioClip.of(Path.of("audio", file), text).withDeclaredSeconds(seconds);
  }

  private static AudioClip clip(String folder, int index, String text, double seconds) {
    String file = String.format(Locale.ROOT, "%s-%03d.wav", folder, index + 1);
    double rounded = Math.rint(100 * (0.6 + seconds * (1 + 0.02 * (index % 7)))) / 100;
    return AudioClip.of(Path.of("audio", folder, file), text)
        .withSpeaker("speaker-" + (1 + index / CLIPS_OF_A_SPEAKER))
        .withDeclaredSeconds(rounded);
  }

  /**
   * What an engine writes: some words of a clip are wrong, left out or made up, the same ones each
   * time.
   */
  static String heard(AudioClip clip, double wrong, long engine) {
    String said = clip.reference().orElse("");
    Random chance = new Random(engine * 1_000_003 + clip.id().hashCode());
    chance.nextInt();
    return said.codePoints().anyMatch(c -> c > 0x2e80)
        ? characters(said, wrong, chance)
        : words(said, wrong, chance);
  }

  private static String words(String said, double wrong, Random chance) {
    List<String> heard = new ArrayList<>();
    for (String word : said.split(" ")) {
      double luck = chance.nextDouble();
      String alike = ALIKE.get(word);
      if (luck < (alike == null ? wrong / 3 : 6 * wrong)) {
        heard.add(alike == null ? word.substring(0, (word.length() + 1) / 2) + "er" : alike);
      } else if (luck > 1 - wrong / 4) {
        continue;
      } else {
        heard.add(word);
        if (luck > 1 - wrong / 3) {
          heard.add("and");
        }
      }
    }
    String text = String.join(" ", heard);
    return text.isEmpty()
        ? ""
        : " " + Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String characters(String said, double wrong, Random chance) {
    StringBuilder heard = new StringBuilder();
    for (int i = 0; i < said.length(); i++) {
      double luck = chance.nextDouble();
      if (luck < wrong / 2) {
        heard.append(said.charAt((i + 3) % said.length()));
      } else if (luck < 0.9 * wrong) {
        continue;
      } else {
        heard.append(said.charAt(i));
      }
    }
    return heard.append('。').toString();
  }
}
