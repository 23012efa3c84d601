from av import VideoFrame

class VideoReformatter:
    def reformat(
        self,
        frame: VideoFrame,
        *,
        format: str | None = ...,
        src_colorspace: int | None = ...,
        dst_colorspace: int | None = ...,
        interpolation: str | None = ...,
        threads: int | None = ...,
    ) -> VideoFrame: ...
