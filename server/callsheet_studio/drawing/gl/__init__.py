"""Stand-ins for libGL and libEGL, on Linux machines that have neither."""
