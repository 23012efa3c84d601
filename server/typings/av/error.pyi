class FFmpegError(Exception):
    errno: int
