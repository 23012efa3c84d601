"""The 2-D kernel: shapes, colors, text layout, fonts, icons, easing."""
