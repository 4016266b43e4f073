"""faster-whisper as a script without a harness calls it: transcribes each clip that its input names."""
import sys
import time

import faster_whisper
from faster_whisper import WhisperModel, decode_audio

model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
print(f"ready\tfaster-whisper {faster_whisper.__version__}", flush=True)
for line in sys.stdin:
    audio = decode_audio(line.rstrip("\n"))
    start = time.perf_counter()
    segments, info = model.transcribe(audio, beam_size=1, vad_filter=False, word_timestamps=False)
    text = "".join(segment.text for segment in segments)
    print(f"{time.perf_counter() - start:.9f}\tlanguage={info.language}\t{text}", flush=True)
