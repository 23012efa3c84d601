"""When scenes, words and items come."""
