package io.humhelix.bench.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        "X-Api-Key: canary",
        "see http://host/v1?model=x&api_key=canary&n=1, it is down",
        "curl -u me:canary http://host",
        "sh -c 'HF_TOKEN=canary prog'",
        "usage: prog --api-key canary --model x",
        "the command [prog, --token, canary] ended",
        "prog --hf-token=\"canary canary\" x",
        "{\"model\": \"m\", \"api_key\": \"canary\"}",
      })
  void takesSecretsOut(String text) {
    String clean = Redaction.text(text);
    assertFalse(clean.toLowerCase().contains("canary"), clean);
    assertTrue(clean.contains(Redaction.PLACEHOLDER), clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000/v1",
        "me@example.org writes",
        "openai/whisper-large-v3-turbo",
        "task-force_of_many_words_and_more",
        "",
        "whisper eot_token=50257 / speech",
        "max_tokens=5, keywords=some",
        "--tokenizer path --keyboard x",
        "http://host/v1?model=x says",
        "python3 -u script.py:12",
      })
  void leavesTheRest(String text) {
    assertEquals(text, Redaction.text(text));
  }

  /** A hash of a short secret is the secret, for somebody who tries them all. */
  @Test
  void whatStandsInsteadTellsNothing() {
    assertEquals("http://<redacted>@host", Redaction.text("http://a:1@host"));
    assertEquals(Redaction.text("http://a:1@host"), Redaction.text("http://a:2@host"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--api-key=canary",
        "--apiKey=canary",
        "--token|canary",
        "--token|-canary",
        "-token|canary",
        "--hf-token|canary|--model|x",
        "-H|Authorization: Bearer canary canary",
        "-H|X-Auth-Token: canary",
        "--header=Authorization: Basic canary",
        "-HAuthorization: canary",
        "--cookie|canary",
        "-u|me:canary",
        "--user=me:canary",
        "-e|HF_TOKEN=canary",
        "HF_TOKEN=canary|prog",
        "-Dproxy.password=canary",
        "--url|https://me:canary@host/v1",
        "--url=https://host/v1?sig=canary",
        "https://host/v1?api_key=canary",
        "sh|-c|prog --token canary; done",
        "--config={\"api_key\": \"canary\"}",
      })
  void takesSecretsOutOfArguments(String joined) {
    List<String> words = List.of(joined.split("\\|"));
    List<String> clean = Redaction.arguments(words);
    assertFalse(clean.toString().contains("canary"), clean.toString());
    assertTrue(clean.toString().contains(Redaction.PLACEHOLDER), clean.toString());
    assertEquals(words.size(), clean.size());
    assertEquals(clean, Redaction.arguments(clean));
    assertEquals(Map.of("command", clean), Redaction.value("", Map.of("command", words)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sort-key|fast",
        "--sort-key=fast",
        "--no-auth|positional",
        "--disable-token|positional",
        "--skip-password|positional",
        "--use-auth|positional",
        "--with-secret|positional",
        "--without-token|positional",
        "--require-auth|positional",
        "--allow-cookie|positional",
        "key=value.wav",
        "sort_key=fast",
        "--tokenizer-token|bpe",
        "--pad-token|x",
        "--eos-token=x",
        "--bos_token|x",
        "--unk-token|x",
        "--sep-token|x",
        "--mask-token|x",
        "--start-token|x",
        "--decoder-start-token|x",
        "--decoderStartToken|x",
        "--blank-token|x",
        "--suppress-token|x",
        "--stop-token|x",
        "--timestamp-token|x",
        "--no-token|x",
        "pad_token=bpe",
        "--max-tokens|5",
        "--keyword-list|x",
        "token_timestamps=true",
        "--monkey|x",
        "--key-frames|12",
        "--cache-key-file|x",
        "--low-pass|3000",
        "--include-pat|x",
        "--path|x",
        "-H|Accept: text/plain",
        "--config={\"sort_key\": \"fast\"}",
      })
  void leavesArgumentsThatOnlyLookLikeSecrets(String joined) {
    List<String> words = List.of(joined.split("\\|"));
    assertEquals(words, Redaction.arguments(words));
    assertEquals(String.join(" ", words), Redaction.text(String.join(" ", words)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--pat|canary",
        "--github-pat|canary",
        "--key|canary",
        "--hf-token-value|canary",
        "--use-auth-token|canary",
        "--access_key_id=canary",
        "--subscription-key|canary",
        "--openai-key|canary",
        "--accesskey=canary",
        "--sort-key|--token|canary",
        "--header|X-Api-Key: canary",
        "--header=X-Custom-Key: canary",
        "-H|Ocp-Apim-Subscription-Key: canary",
        "-H|X-Custom-Key: canary",
        "GITHUB_PAT=canary",
        "SPEECH_KEY=canary",
        "OPENAIKEY=canary",
        "-e|MY_KEY=canary",
      })
  void takesThemOutOfArgumentsAndTextsAlike(String joined) {
    List<String> words = List.of(joined.split("\\|"));
    assertFalse(Redaction.arguments(words).toString().contains("canary"), joined);
    String text = Redaction.text("prog " + String.join(" ", words));
    assertFalse(text.contains("canary"), text);
  }

  @Test
  void namesOfOptionsAndVariablesAreTakenMoreStrictly() {
    for (String name : List.of("key", "sort_key", "GITHUB_PAT", "PAT", "OPENAIKEY", "SPEECH_KEY")) {
      assertEquals(Redaction.PLACEHOLDER, Redaction.value(name, "canary"), name);
    }
    for (String name : List.of("monkey", "PATH", "eos_token", "KEYS", "low_pass")) {
      assertEquals("some", Redaction.value(name, "some"), name);
    }
    String url = "see http://host/v1?n=1&key=canary it is down";
    assertEquals("see http://host/v1?n=1&key=<redacted> it is down", Redaction.text(url));
  }

  @Test
  void leavesOtherArguments() {
    List<String> words =
        List.of(
            "python3",
            "-u",
            "engine.py",
            "--model",
            "a:b",
            "--token-limit=5",
            "--key",
            "--beam=5",
            "-H",
            "Accept: text/plain",
            "C:\\tokens\\x",
            "--url=http://127.0.0.1:80/v1",
            "k=v");
    assertEquals(words, Redaction.arguments(words));
  }

  @Test
  void literalsAreTakenOutWhereverTheyStand() {
    Redaction.Literals known =
        Redaction.literals(
            Map.of(
                "command", List.of("prog", "--token", "hunter2!", "--pin", "1234", "--key=short"),
                "HF_TOKEN", "abc-def-ghi",
                "PATH", "/usr/bin"));
    assertEquals(
        "got <redacted> and <redacted> in /usr/bin, 1234, short",
        known.mask("got hunter2! and abc-def-ghi in /usr/bin, 1234, short"));
    assertTrue(Redaction.literals(Map.of("beam_size", 5, "command", List.of("prog"))).isEmpty());
  }

  @Test
  void whatEarlierVersionsTookOutStays() {
    assertEquals("http://<redacted:01234567>@h", Redaction.text("http://<redacted:01234567>@h"));
    assertEquals("<redacted:01234567>", Redaction.value("api_key", "<redacted:01234567>"));
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
