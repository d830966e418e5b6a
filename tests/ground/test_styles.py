"""Styles and scripts: ready for a script that runs from right to left, and for Chrome 99 and Safari 15.4."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", "var", "node_modules"}
PUBLIC_STYLES = sorted((ROOT / "mieux_portal/static/css").glob("*.css"))


def ours(pattern: str) -> list[Path]:
    """Files of ours by the end of their name; a library's carries its licence or stands in a folder of libraries."""
    found = (path for path in ROOT.rglob(pattern) if not NOT_OURS & set(path.relative_to(ROOT).parts))
    return sorted(path for path in found if "vendor" not in path.parts and ".min." not in path.name)


STYLES = ours("*.css")
# Those of the admin follow Wagtail, which supports the last two versions of each browser.
PUBLIC_SCRIPTS = [path for path in ours("*.js") if path.parent.name not in ("base", "workspace")]

# --- What a file may not hold, and what is right in its place ----------------------------------------------

PHYSICAL = {
    r"\b(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b": "-inline- or -block-",
    r"(?<![\w-])(?:left|right|top|bottom)\s*:": "inset-inline-, inset-block-",
    r"\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b": "start, end",
    r"\bborder-(?:top|bottom)-(?:left|right)-radius\b": "border-start-start-radius and the like",
    r"(?<![\w-])(?:min-|max-)?(?:width|height)\s*:(?![^;{]*\))": "inline-size, block-size",
    r"\b(?:margin|padding|inset)\s*:\s*\S+\s+(\S+)\s+\S+\s+(?!\1\b)[^\s;]+\s*;": "-inline, where the sides differ",
}
# What came after Chrome 99 or Safari 15.4, with the first version that has it in both.
TOO_NEW_STYLES = {
    r":has\(": "105, 15.4",
    r"@container\b": "105, 16",
    r"\bcontainer(?:-type|-name)?\s*:": "105, 16",
    r"\blight-dark\(": "123, 17.5",
    r"\bcolor-mix\(": "111, 16.2",
    r"\b(?:oklch|oklab|lch|lab|color)\(": "111, 15.4",
    r"\d(?:[dsl]v[hwib]|[dsl]vmin|[dsl]vmax|cq\w+|lh|rlh|cap|ic)\b": "108, 15.4 and later",
    r"\(\s*(?:width|height|inline-size)\s*[<>]": "104, 16.4 (a range in a query of the screen)",
    r"@(?:scope|starting-style|property|view-transition)\b": "85 to 126",
    r"\bsubgrid\b": "117, 16",
    r"(?<![\w-])(?:translate|rotate|scale)\s*:": "104, 14.1",
    r"\boverflow(?:-[xyinlebock]+)?\s*:\s*clip\b": "90, 16",
    r"\banimation-timeline\b": "115, 26",
    r"\b(?:round|mod|rem|sin|cos|tan|pow|sqrt|hypot)\((?!\s*\))": "125, 15.4",
    r"(?<!-webkit-)\bmask(?:-\w+)?\s*:": "120, 15.4",
    r":(?:user-invalid|user-valid|popover-open|open)\b": "119 and later",
}
# Syntax and built-ins that one of the two lacks: most of what came after ES2021.
TOO_NEW_SCRIPTS = {
    r"^\s*static\s*\{": "94, 16.4",
    r"\bObject\.groupBy\(": "117, 17.4",
    r"\.(?:toSorted|toReversed|toSpliced|with)\(": "110, 16",
    r"\bArray\.fromAsync\b|\bPromise\.withResolvers\b": "119, 16.4 and later",
    r"\(\?<[=!]": "62, 16.4 (a look-behind in a pattern)",
    r"\.(?:union|intersection|difference|isSubsetOf|isSupersetOf)\(": "122, 17",
    r"\b(?:requestIdleCallback|startViewTransition|showPopover|scheduler)\b": "missing in Safari",
    r"\.checkVisibility\(|\bsetHTML\(|\bAbortSignal\.(?:any|timeout)\(": "103, 16 and later",
    r"^\s*(?:import|export)\b": "plain files: no modules",
}


def without_comments(path: Path) -> str:
    """The text with its line breaks, comments blanked out."""
    return re.sub(
        r"/\*.*?\*/|(?<![:\w'\"])//[^\n]*", lambda found: re.sub(r"[^\n]", " ", found[0]), path.read_text(), flags=re.S
    )


def rules(text: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Line, the heads of the blocks around it from the outermost, and the words of each part of a style sheet."""
    heads: list[str] = []
    line, part, at = 1, "", 1
    for sign in text:
        if sign in "{};":
            if sign == "{":
                heads.append(part.strip())
            elif part.strip():
                yield at, tuple(heads), part.strip() + ";"
            if sign == "}":
                heads.pop()
            part = ""
        else:
            if not part.strip():
                at = line
            part += sign
        line += sign == "\n"


def breaches(path: Path, forbidden: dict[str, str], enhancement: bool = False) -> list[str]:
    """Each place where a declaration or the head of a block holds what is forbidden.

    `enhancement`: what stands in `@supports` is for browsers that have it, and left out.
    """
    found = []
    seen: set[tuple[str, ...]] = set()
    for line, heads, declaration in rules(without_comments(path)):
        if enhancement and any(head.startswith("@supports") for head in heads):
            continue
        new_heads = [] if heads in seen else [*heads]
        seen.add(heads)
        for text in [*new_heads, declaration]:
            found += [
                f"{path.relative_to(ROOT)}:{line}: {text[:70]} ({better})"
                for pattern, better in forbidden.items()
                if re.search(pattern, text)
            ]
    return list(dict.fromkeys(found))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_searches_see_what_they_look_for(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    sheet = tmp_path / "sheet.css"
    sheet.write_text(
        "/* left: 1px; */ @layer x {\n .a { margin-left: 1px;\n left: 0;\n"
        " text-align: right;\n padding: 0 1px 0 2px; }\n"
        " .b:has(i) { color: light-dark(red, blue); }\n @supports (a: b) { .c { block-size: 9dvh; } }\n"
        " .d { padding: 0 1px 0 1px; } @media (max-width: 2rem) { .e { color: red } } }"
    )
    assert [place.split(":")[1] for place in breaches(sheet, PHYSICAL)] == ["2", "3", "4", "5"]
    assert [place.split(":")[1] for place in breaches(sheet, TOO_NEW_STYLES, enhancement=True)] == ["6", "6"]
    assert len(breaches(sheet, TOO_NEW_STYLES)) == 3


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_sheet_names_no_side_of_the_screen(path):
    assert breaches(path, PHYSICAL) == []


@pytest.mark.parametrize("path", PUBLIC_STYLES, ids=name)
def test_a_public_style_sheet_holds_only_what_the_oldest_browsers_show(path):
    """Each rule nests in no other rule, only in `@layer`, `@media` and `@supports`."""
    assert breaches(path, TOO_NEW_STYLES, enhancement=True) == []
    nested = [
        heads
        for _line, heads, _text in rules(without_comments(path))
        if sum(not head.startswith("@") for head in heads) > 1
    ]
    assert nested == []


@pytest.mark.parametrize("path", PUBLIC_SCRIPTS, ids=name)
def test_a_public_script_is_read_by_the_oldest_browsers(path):
    lines = enumerate(without_comments(path).splitlines(), 1)
    found = [
        (number, line.strip(), why)
        for number, line in lines
        for wrong, why in TOO_NEW_SCRIPTS.items()
        if re.search(wrong, line)
    ]
    assert found == []
