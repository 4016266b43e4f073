"""faster-whisper as a script without a harness calls it: one transcription for each line of input."""
import sys
import time
from faster_whisper import WhisperModel, decode_audio

model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
audio = decode_audio(sys.argv[3])
for line in sys.stdin:
    start = time.perf_counter()
    segments, info = model.transcribe(audio, beam_size=1, vad_filter=False, word_timestamps=False)
    text = "".join(segment.text for segment in segments)
    print(f"{time.perf_counter() - start:.9f}\t{text}", flush=True)
