package io.humhelix.bench.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.ErrorUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSeparationTest {

  private static ErrorUnit unit(String language, String reference) {
    TranscriptionTask task =
        language == null ? TranscriptionTask.DEFAULT : TranscriptionTask.transcribe(language);
    return WordSeparation.unit(TextLanguage.of(task, Optional.empty()), reference);
  }

  @ParameterizedTest
  @CsvSource({
    // By the text, whatever the language is said to be.
    ", 宋朝末年年间定居粉岭围, CHARACTER",
    "en, 宋朝末年年间定居粉岭围, CHARACTER",
    ", 今日は良い天気です, CHARACTER",
    ", สวัสดีครับ ยินดี, CHARACTER",
    ", ສະບາຍດີ, CHARACTER",
    ", សួស្តី, CHARACTER",
    ", မင်္ဂလာပါ, CHARACTER",
    ", བཀྲ་ཤིས་བདེ་ལེགས, CHARACTER",
    ", 我用 iPhone 打电话给 Microsoft, CHARACTER",
    // By the language.
    "zh, ni hao, CHARACTER",
    "zh-Hant-TW, ni hao, CHARACTER",
    "YUE_hk, '', CHARACTER",
    "wuu, '', CHARACTER",
    "dz, '', CHARACTER",
    // Words stand apart.
    "en, he said 北京 is the capital of it, WORD",
    ", the quick brown fox, WORD",
    "ko, 오늘은 날씨가 좋습니다, WORD",
    "ar, مرحبا بالعالم, WORD",
    "hi, नमस्ते दुनिया, WORD",
    "vi, xin chào, WORD",
    ", '', WORD",
    ", 1 2 3, WORD",
  })
  void theLanguageOrTheTextTells(String language, String reference, ErrorUnit expected) {
    assertEquals(expected, unit(language, reference));
  }

  @Test
  void aTranslationIsEnglish() {
    TranscriptionTask task =
        new TranscriptionTask(Optional.of("zh"), TranscriptionTask.Kind.TRANSLATE, false, false);
    assertEquals(
        ErrorUnit.WORD,
        WordSeparation.unit(TextLanguage.of(task, Optional.empty()), "good morning"));
  }
}
