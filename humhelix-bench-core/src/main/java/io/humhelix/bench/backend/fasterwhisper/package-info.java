/** The backend {@code faster-whisper}: CTranslate2's Whisper in a Python process of its own. */
package io.humhelix.bench.backend.fasterwhisper;
