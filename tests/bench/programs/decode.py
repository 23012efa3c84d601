"""The floor of an analysis: only decodes a film's pictures, on all cores.

python -m tests.bench.programs.decode FILE
"""

import sys

import av

if __name__ == "__main__":
    with av.open(sys.argv[1]) as file:
        file.streams.video[0].codec_context.thread_type = "AUTO"
        for _ in file.decode(video=0):
            pass
