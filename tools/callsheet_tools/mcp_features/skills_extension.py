"""The Skills extension of MCP (SEP-2640): how to make good films, for clients that load skills.

A skill is a folder with a `SKILL.md`. Each of its files is a resource `skill://NAME/PATH`, and two
methods tell what there is, with a digest of every file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.extension import Extension, MethodBinding, ResourceBinding
from mcp.server.mcpserver.resources import TextResource
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS, PaginatedRequestParams, RequestParams

IDENTIFIER = "io.modelcontextprotocol/skills"
MANIFEST = "SKILL.md"
GRAMMAR = "references/grammar.md"
"""Where `SKILL.md` says that the outline grammar is."""
MARKDOWN = "text/markdown"
FRESH: Mapping[str, Any] = {"resultType": "complete", "ttlMs": 3_600_000, "cacheScope": "public"}
"""A skill changes with the version of Callsheet only."""


@dataclass(frozen=True)
class Skill:
    """A folder of text files."""

    texts: Mapping[str, str]
    """By path below the folder; `SKILL.md` is among them."""

    @property
    def frontmatter(self) -> dict[str, str]:
        """The lines `key: value` at the head of `SKILL.md`."""
        _, head, _ = self.texts[MANIFEST].split("---\n", 2)
        return dict(line.split(": ", 1) for line in head.splitlines())

    def uri(self, path: str = MANIFEST) -> str:
        """Return the address of a file of the skill."""
        return f"skill://{self.frontmatter['name']}/{path}"

    def entry(self) -> dict[str, Any]:
        """Return the skill as `skills/list` and `skills/get` show it."""
        contents = {self.uri(path): text.encode() for path, text in self.texts.items()}
        return {
            "uri": self.uri(),
            "frontmatter": self.frontmatter,
            "resources": [
                {
                    "uri": uri,
                    "digest": f"sha256:{sha256(content).hexdigest()}",
                    "size": len(content),
                }
                for uri, content in contents.items()
            ],
        }


def film_skill(grammar: str) -> Skill:
    """Return the skill that teaches how to make films.

    Args:
        grammar: The page that `callsheet://grammar` also gives.
    """
    manifest = files("callsheet_tools.mcp_features").joinpath("film_skill.md")
    return Skill({MANIFEST: manifest.read_text(encoding="utf-8"), GRAMMAR: grammar})


class GetParams(RequestParams):
    """Names a skill."""

    uri: str


class SkillsExtension(Extension):
    """Offers one skill."""

    identifier = IDENTIFIER

    def __init__(self, skill: Skill) -> None:
        self._skill = skill

    def resources(self) -> list[ResourceBinding]:
        """Return a resource for every file of the skill."""
        about = self._skill.frontmatter
        return [
            ResourceBinding(
                TextResource(
                    uri=self._skill.uri(path),
                    name=about["name"] if path == MANIFEST else path,
                    description=about["description"] if path == MANIFEST else None,
                    mime_type=MARKDOWN,
                    text=text,
                )
            )
            for path, text in self._skill.texts.items()
        ]

    def methods(self) -> list[MethodBinding]:
        """Return the methods `skills/list` and `skills/get`."""
        return [
            MethodBinding("skills/list", PaginatedRequestParams, self._list),
            MethodBinding("skills/get", GetParams, self._get),
        ]

    async def _list(
        self, ctx: ServerRequestContext[Any, Any], params: PaginatedRequestParams
    ) -> dict[str, Any]:
        return {**FRESH, "skills": [self._skill.entry()]}

    async def _get(self, ctx: ServerRequestContext[Any, Any], params: GetParams) -> dict[str, Any]:
        if params.uri != self._skill.uri():
            raise MCPError(INVALID_PARAMS, "There is no such skill.")
        return {**FRESH, "skill": self._skill.entry()}
