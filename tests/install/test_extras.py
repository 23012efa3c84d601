"""The command that adds the renderer fits the installation that needs it."""

import pytest

from callsheet.extras import add_studio


@pytest.mark.parametrize(
    ("python", "has_pip", "command"),
    [
        ("/opt/py", True, '/opt/py -m pip install "callsheet[studio]"'),
        ("/my apps/py", True, '"/my apps/py" -m pip install "callsheet[studio]"'),
        ("/opt/py", False, 'uv pip install --python /opt/py "callsheet[studio]"'),
    ],
    ids=["pip", "a space", "an environment of uv's"],
)
def test_it_names_this_python_and_an_installer_it_has(
    python: str, has_pip: bool, command: str
) -> None:
    assert add_studio(python, has_pip=has_pip) == command
