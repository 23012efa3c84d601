"""The outline grammar in words for a model: a dozen lines, and a whole page.

Nothing is imported here, since a server reads these texts before its first answer.
"""

GRAMMAR = """\
# Film title
> Spoken opening line.
## Scene title [kind]   (kind optional: title points steps number comparison timeline quote \
closing \
bars line pie donut stacked area scatter table code equation diagram definition image)
- Item: detail {picture}   (Fluent emoji or Lucide icon name, optional)
1. Item   (numbered = steps)
- Label: 24,500   (numbers = chart; `3.1% → 2.2%` = before and after)
| a | b |   (table, or chart when all are numbers; also ```csv)
```python {1|3-4|all}   (code, lines to light; ```output; two versions = change)
```mermaid   (flowchart, sequence, state, mindmap, pie, timeline)
$$E = {{m}}c^2$$   (equation; `- {{m}}: mass` labels a group)
![what](address)   (picture)
> Narration, spoken word for word, about 3 words a second of film. Never code or TeX.
icon: sun / subtitle: unit or author / highlight: Q3 / hold: 2   (own lines, optional)
5 to 8 words an item, 2 to 5 items and 15 to 30 spoken words a scene; end with a [closing] scene."""
"""The grammar in a few lines, for a tool's description."""

PAGE = """\
# Outlines of films

A film is a document in Markdown. Each heading begins a scene. What stands under it is shown; \
lines \
behind `>` and prose are spoken word for word, at about 3 words a second.

```markdown
---
duration: 60
aspect: 16:9
type: explainer
accent: "#0f8b8d"
---
# Choosing a cache {database}
subtitle: Checkout service
> Every request makes fourteen calls. One cache can spare most of them.

## Four options [table]
| Option | p95 | Cost |
| --- | ---: | ---: |
| No cache | 480 ms | $0 |
| Redis | 120 ms | $240 |
highlight: Redis
> Without a cache a request takes half a second. Redis brings it to 120 milliseconds.

## Latency fell [number]
- p95 latency: 480 ms → 120 ms
> From 480 milliseconds to 120.

## Remember [closing]
- Cache what is read often {repeat}
> Cache what is read often, and measure again.
```

## Settings
Lines of `key: value` between `---` at the head: `duration` (30 to 300 s), `aspect` (16:9, 9:16), \
`type` (instructional, explainer, corporate, marketing, narrative, social, whiteboard), `style`, \
`voice`, `language`, `primary`, `secondary`, `tertiary`, `accent` (hex colors), \
`music`, `lines` (720, 1080), `camera` (board: one board over which a camera travels from scene \
to scene, and sees the whole at the end), `narration` (a sound file of your own voice in an \
allowed folder: the scenes are timed to it), `logo` (a PNG, JPEG, WebP or SVG file in an allowed \
folder: small in the upper corner of every scene). An argument of the call \
wins over a setting. Other keys are left out, with a note.

## In any scene
- `## Title [kind] {picture, 60+}`: kind, picture and mark are optional; a scene, item or line \
marked `60+` is left out first in a film shorter than 60 s.
- `{picture}` is the name of a Fluent emoji (`{delivery-truck}`) or of a Lucide icon; the film's \
notes tell of unknown names, with near ones. Without one, a thing that is surely meant is shown.
- `- Item: detail {picture}`; a nested bullet adds to the detail; `- [x] done` and `- [ ] open`.
- `icon:`, `subtitle:` (a unit, a source, a quote's author), `highlight:` (the item, row, column \
or \
cell that is lit) and `hold:` (seconds of rest) stand on lines of their own.
- `> …` says what the scene shows; in a drafted outline `- …` lists what the scene says, and \
`covers:` in its settings counts what it holds of the document.
- `note: …` is for the person who asked, off the film. `Visual: …` is left out.
- A backslash keeps a mark from being read: `Rain\\: a poem`.

## Kinds, and what chooses them
| kind | chosen by |
| --- | --- |
| title, closing | the first scene; a last one called Takeaways, Summary … |
| points | a list |
| steps | a numbered list |
| timeline | items that begin with dates: `- 1989: the web begins` |
| comparison | two items under `A vs B` |
| quote | `> words` with `— Author` |
| number | one item with a number: `- Churn: 3.1% → 2.2%` shows both |
| bars, line, pie, donut, stacked, area, scatter | items, a table or ```` ```csv ```` with \
numbers of \
one unit; bars unless the brackets say otherwise, a line for four years or more |
| table | any other table; `[table]` keeps numbers a table |
| code | a fence; ```` ```python {1\\|3-4\\|all} ```` lights lines in turn; a second fence that \
changes \
the first becomes its next state; ```` ```output ```` is what it prints |
| equation | `$$…$$`; lines by `\\\\` or several blocks are a derivation; `{{b^2-4ac}}` is a \
group, \
`- {{b^2-4ac}}: how many roots` its label |
| diagram | ```` ```mermaid ````: flowchart, sequence, state, mindmap, pie, timeline, xychart; a \
nested list with `[tree]` or `[cycle]` |
| image | `![what it shows](address)`; `- @40,60: label` names a place, in percent; \
`![what it shows]()` or `image: what` is drawn by the picture model, if one is set |
| definition | `Term`, and `: meaning` on the line below |

## What is spoken
Narration and prose, links by their text, inline code as words, `$x^2$` as "x squared". Never \
code, \
Mermaid, tables, TeX, HTML or addresses. A scene without words gets a sentence made of what it \
shows, and a note says so. What is struck out, footnotes, and all that had to go to fit the length \
are named in the notes.

## One scene well made
5 to 8 words an item, 2 to 5 items, 15 to 30 spoken words; one thought a scene; the last one says \
what to remember.
"""
"""The whole grammar on a page, for a resource."""
