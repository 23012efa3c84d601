from av import VideoPlane as VideoPlane
