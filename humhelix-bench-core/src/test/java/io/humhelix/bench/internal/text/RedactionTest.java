package io.humhelix.bench.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://canary@host/path",
        "https://user:canary@host:8000",
        "https://user:ca:na@canary@host",
        "see ftp://canary:x@host, it is down",
        "http://host/path?sig=canary$1\\",
        "http://host/#canary",
        "sk-canaryCanary0123456789",
        "token hf_canaryCanary0123456789x",
        "ghp_canaryCanary0123456789x",
        "eyJcanaryCanary0123456789.abc.def",
        "Authorization: Bearer canary-9",
      })
  void takesSecretsOut(String text) {
    String clean = Redaction.text(text);
    assertFalse(clean.toLowerCase().contains("canary"), clean);
    assertTrue(clean.contains("<redacted:"), clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000/v1",
        "me@example.org writes",
        "openai/whisper-large-v3-turbo",
        "task-force_of_many_words_and_more",
        "",
      })
  void leavesTheRest(String text) {
    assertEquals(text, Redaction.text(text));
  }

  @Test
  void tellsTwoSecretsApart() {
    String one = Redaction.text("http://a:1@host");
    assertEquals(one, Redaction.text("http://a:1@host"));
    assertNotEquals(one, Redaction.text("http://a:2@host"));
    assertTrue(one.matches("http://<redacted:[0-9a-f]{8}>@host"), one);
  }

  @Test
  void hidesWhatAnOptionWithATellingNameHolds() {
    Object clean =
        Redaction.value(
            "",
            Map.of(
                "options.api_key",
                List.of("canary"),
                "extra_fields",
                Map.of("access-token", "canary", "user", "http://canary@h"),
                "api_key_env",
                "OPENAI_API_KEY",
                "tokens",
                7L));
    assertFalse(clean.toString().contains("canary"), clean.toString());
    assertTrue(clean.toString().contains("api_key_env=OPENAI_API_KEY"), clean.toString());
    assertTrue(clean.toString().contains("tokens=7"), clean.toString());
  }

  @Test
  void whatWasTakenOutStaysAsItIs() {
    Object once = Redaction.value("api_key", "hunter2");
    String url = Redaction.text("https://user:secret@host/");

    assertEquals(once, Redaction.value("api_key", once));
    assertEquals(url, Redaction.text(url));
  }
}
