"""What an edit can be, in few words, for a model that reads a tool's description."""

GUIDE = """\
send the film's outline (`knowlify_get_video` gives it), changed. Whole, or only what \
changes: `## 4: Title [kind]` with all its lines replaces scene 4, `## after 4: …` inserts, \
`## 4: -` removes. Settings, a line each: accent: #0f8b8d, aspect, type, duration: 45, music: off, \
logo: file.png, voice, style, language, title. Or plain sentences: take scene 3 out; \
move scene 5 before 2; swap 2 and 3; change "X" to "Y" everywhere. Example:
music: off
## 4: Churn fell [number]
- 2026: 6.1 %
> It is six point one percent."""
FREELY = "\nOther wishes in free words: the user's language model changes the outline."
"""Behind it, where one is set."""
