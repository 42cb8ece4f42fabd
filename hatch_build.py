"""Compile the catalogues when the package is built, for a wheel and for an editable install alike."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write the `.mo` beside every `.po` below a folder."""
    for po in sorted(root.rglob("*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own default
    """Run by hatchling before files are gathered."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile, whatever is built."""
        compile_catalogues(Path(self.root) / "src" / "carelog" / "words")
