class FFmpegError(Exception):
    errno: int

class BlockingIOError(FFmpegError): ...
