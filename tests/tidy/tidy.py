#!/usr/bin/env python3
"""Fails where the source breaks a rule of the house that neither compiler nor clang-tidy knows.

The rules are the functions marked @rule; each is explained by its own sentences. The order of the folders
of src/ and their third-party headers stand in src/layers.txt.
"""
import re
import sys
from typing import NamedTuple

import tree

TOP_LEVEL = set("""
    CMakeLists.txt CMakePresets.json README.md CHANGELOG.md CONTRIBUTING.md LICENSE pyproject.toml dev
    action.yml .pre-commit-hooks.yaml .ci .clang-format .clang-tidy .editorconfig .gitattributes .gitignore
    src rules tests fixtures docs bench cmake editors packaging
    """.split())
LAYER_ORDER = """base source syntax program lowering models project heap analysis findings views checks fixes report
    session lsp cli""".split()
MOST_LINES = 600

# Programs that doppelint reads. They may hold anything.
SAMPLES = re.compile(r"tests/spec/\d|tests/fuzz/seeds/|fixtures/")

STANDARD_HEADERS = set("""
    algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts
    condition_variable coroutine deque exception execution filesystem forward_list fstream functional future
    initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
    memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
    scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token
    streambuf string string_view syncstream system_error thread tuple type_traits typeindex typeinfo
    unordered_map unordered_set utility valarray variant vector version
    cassert cctype cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint
    cstdio cstdlib cstring ctime cuchar cwchar cwctype
    """.split())
SYSTEM_HEADER = re.compile(r"(?:unistd|fcntl|dirent|poll|spawn|termios)\.h|sys/\w+\.h")
SEES_THE_SYSTEM = ("src/session/", "src/cli/")


class Remark(NamedTuple):
    path: str
    line: int
    sentence: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.sentence}"


class Ban(NamedTuple):
    """What may not be called or included, except in files whose path begins with one of `allowed`."""
    calls: str
    headers: frozenset
    allowed: tuple
    under: tuple
    sentence: str


def ban(calls, headers, allowed, sentence, under=("src/",)):
    return Ban(calls, frozenset(headers.split()), allowed, under, sentence)


EVERYWHERE = ("src/", "tests/", "bench/")
BANS = [
    ban(r"\bts_node_(?:(?:named_)?child(?!_count)|parent|next_|prev_|first_|descendant)\w*\s*\(", "", (),
        "this walks the tree from the root each time; use the flat array, which one cursor walk fills", EVERYWHERE),
    ban(r"\bstd\s*::\s*(?:w?(?:basic_)?regex|regex_\w+|[cs]match)\b", "regex", (),
        "std::regex is slow and recurses on its input; write the scan out", EVERYWHERE),
    ban(r"\bstd\s*::\s*(?:filesystem\b|basic_[io]?fstream\b|[io]?fstream\b)|\b(?:f|fd|fre)open\s*\(",
        "filesystem fstream", SEES_THE_SYSTEM, "only session/ and cli/ see the disk"),
    ban(r"\b(?:secure_)?getenv\s*\(|\b(?:set|put|unset)env\s*\(|\benviron\b", "", SEES_THE_SYSTEM,
        "only session/ and cli/ see the environment"),
    ban(r"\bstd\s*::\s*(?:j?thread|async|future|promise|condition_variable\w*|(?:\w+_)*mutex|this_thread"
        r"|(?:scoped|unique|shared)_lock|lock_guard|call_once|latch|barrier|\w+_semaphore|stop_\w+)\b",
        "thread mutex shared_mutex condition_variable future semaphore latch barrier stop_token", SEES_THE_SYSTEM,
        "only session/ and cli/ know threads; take an Executor"),
    ban(r"\bstd\s*::\s*chrono\b|\b(?:clock|time|gettimeofday|clock_gettime|localtime\w*|gmtime\w*)\s*\(",
        "chrono ctime", SEES_THE_SYSTEM, "only session/ and cli/ read the clock"),
    ban(r"\brand\s*\(|\bstd\s*::\s*random_device\b", "random", (), "output is a pure function of its input; no randomness"),
    ban(r"\bstd\s*::\s*w?(?:cout|cerr|clog)\b|\b(?:v?f?printf|f?puts|f?putc|putchar|perror)\s*\(", "iostream",
        ("src/cli/", "src/base/check.cpp"), "only cli/ writes to the terminal"),
    ban(r"\btypedef\b|\bNULL\b|\(void\)\s*(?:const\s*)?[{;]|\bstr(?:n?cmp|n?cpy|n?cat|len)\s*\(", "", (),
        "this is C; write `using`, `nullptr`, `()` or a std::string_view", ("src/", "tests/")),
    ban(r"\bnlohmann\b", "", ("src/source/notebook.cpp", "src/report/", "src/lsp/"),
        "JSON is known to source/notebook.cpp, report/ and lsp/ alone"),
]

RULES = []


def rule(function):
    RULES.append(function)
    return function


# C++ text with comments, and if asked the content of literals, replaced by spaces; offsets stay.
TOKENS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<literal>R"(?P<delimiter>[^()\s\\]{0,16})\(.*?\)(?P=delimiter)"
          | "(?:\\.|[^"\\\n])*" | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+')""", re.DOTALL | re.VERBOSE)


def blanked(text, literals):
    def blank(match):
        if match["comment"] is None and not literals:
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])
    return TOKENS.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class Project:
    def __init__(self, files):
        self.files = files
        self.layers = {}  # folder of src/ -> third-party headers, in the order of layers.txt
        for line in files.get("src/layers.txt", "").splitlines():
            folder, colon, headers = line.partition(":")
            if colon and not line.startswith("#"):
                self.layers[folder] = headers.split()

    def cpp(self, under=("src/",), endings=(".h", ".cpp", ".c", ".def")):
        return {path: text for path, text in self.files.items() if path.startswith(under) and path.endswith(endings)}


def includes(text):
    """(line, how: `<` or `"`, name) for each include."""
    for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', blanked(text, literals=False), re.MULTILINE):
        yield line_of(text, found.start()), found[1], found[2]


@rule
def top_level(project):
    for path in project.files:
        if path.split("/")[0] not in TOP_LEVEL:
            yield Remark(path, 1, "the top level has no such entry; see docs/architecture.md for where things go")


@rule
def layers_in_order(project):
    order = [folder for folder in LAYER_ORDER if folder in project.layers]
    if list(project.layers) != order:
        yield Remark("src/layers.txt", 1, f"the order of folders is {' '.join(LAYER_ORDER)}")
    for path in project.files:
        parts = path.split("/")
        if parts[0] != "src":
            continue
        if len(parts) == 2 and parts[1] not in ("CMakeLists.txt", "layers.txt"):
            yield Remark(path, 1, "a source stands in a folder of src/")
        if len(parts) > 2 and parts[1] not in project.layers:
            yield Remark(path, 1, f"src/layers.txt does not list the folder {parts[1]}")


@rule
def own_includes(project):
    order = list(project.layers)
    for path, text in project.cpp().items():
        here = path.split("/")[1]
        for line, quote, name in includes(text):
            folder = name.split("/")[0]
            if quote == '"' and (folder not in order or "/" not in name):
                yield Remark(path, line, f'"{name}" does not begin with a folder of src/; headers of others stand in <>')
            elif quote == '"' and here in order and order.index(folder) > order.index(here):
                yield Remark(path, line, f"{here}/ may not include {folder}/, which stands below it in src/layers.txt")


@rule
def other_includes(project):
    for path, text in project.cpp().items():
        here = path.split("/")[1]
        listed = project.layers.get(here, [])
        for line, quote, name in includes(text):
            if quote == '"' or name in STANDARD_HEADERS:
                continue
            if path.startswith(SEES_THE_SYSTEM) and SYSTEM_HEADER.fullmatch(name):
                continue
            if name == "format":
                yield Remark(path, line, "GCC 12 has no <format>")
            elif not any(name == one or one.endswith("/") and name.startswith(one) for one in listed):
                yield Remark(path, line, f"src/layers.txt does not list <{name}> for {here}/")


@rule
def bans(project):
    for one in BANS:
        for path, text in project.cpp(one.under).items():
            if path.startswith(one.allowed):
                continue
            for found in re.finditer(one.calls, blanked(text, literals=True)):
                yield Remark(path, line_of(text, found.start()), f"`{found[0].strip()}`: {one.sentence}")
            for line, _, name in includes(text):
                if name in one.headers:
                    yield Remark(path, line, f"<{name}>: {one.sentence}")


@rule
def size(project):
    for path, text in project.cpp().items():
        lines = text.count("\n")
        generator = re.match(r"// Generated by (\S+)", text)
        if lines > MOST_LINES and not (generator and generator[1] in project.files):
            yield Remark(path, MOST_LINES, f"{lines} lines; a file of more than {MOST_LINES} is split by subject")


@rule
def pragma_once(project):
    for path, text in project.cpp(EVERYWHERE, (".h",)).items():
        if not re.match(r"\s*#pragma once\n", blanked(text, literals=False)):
            yield Remark(path, 1, "a header begins with #pragma once")


PAGE = re.compile(r"rules/[\w-]+/([\w-]+)\.md")
TEMPLATE = re.compile(r"^- \*\*(message|step|fix)\.(\w+)\*\*:", re.MULTILINE)
TEMPLATE_USE = re.compile(r"\b(message|step|fix)::([A-Z]\w*)\s*(?:\w+\s*)?\{\s*([.}]?)")


def check_of(page):
    """The source that belongs to a page, by name."""
    return f"src/checks/{PAGE.fullmatch(page)[1].replace('-', '_')}.cpp"


# clang-tidy sees this only where it reads a source by itself.
USING = re.compile(r"^[ \t]*using[ \t]+(?:typename[ \t]+)?(?:::)?\w+(?:::\w+)*::(\w+);", re.MULTILINE)


@rule
def names_brought_in_are_used(project):
    for path, text in project.cpp(("src/", "tests/"), endings=(".cpp",)).items():
        code = blanked(text, literals=True)
        for using in USING.finditer(code):
            if len(re.findall(rf"\b{using[1]}\b", code)) == 1:
                yield Remark(path, line_of(text, using.start()), f"nothing here uses `{using[1]}`; drop the `using`")


@rule
def pages_and_checks(project):
    pages = [path for path in project.files if PAGE.fullmatch(path)]
    checks = {check_of(page) for page in pages}
    for page in pages:
        if check_of(page) not in project.files:
            yield Remark(page, 1, f"its check, {check_of(page)}, is missing")
    for path in project.files:
        is_check = re.fullmatch(r"src/checks/\w+\.cpp", path) and path[:-3] + "h" not in project.files
        if is_check and path not in checks:
            yield Remark(path, 1, "a check without a page in rules/; what is no check has a header of its own")


def sources_of(project, check):
    """A check, and the other sources that its messages are in: they include its header."""
    header = f'#include "{check.removeprefix("src/").removesuffix("cpp")}h"'
    return [check] + [path for path, text in project.files.items()
                      if path.startswith("src/checks/") and path.endswith(".cpp") and path != check and header in text]


@rule
def messages_used(project):
    for page in filter(PAGE.fullmatch, project.files):
        if check_of(page) not in project.files:
            continue
        used = set()
        for path in sources_of(project, check_of(page)):
            text = project.files[path]
            for found in TEMPLATE_USE.finditer(blanked(text, literals=True)):
                used.add((found[1], found[2]))
                if not found[3]:
                    yield Remark(path, line_of(text, found.start()), "name the placeholders: `{.call = call}`")
        for found in TEMPLATE.finditer(project.files[page]):
            name = "".join(part.capitalize() for part in found[2].split("_"))
            if (found[1], name) not in used:
                yield Remark(page, line_of(project.files[page], found.start()), f"no finding says {found[1]}.{found[2]}")


# Written in two parts, so that this file does not name them.
HOSTS = [".".join(parts) for parts in (
    ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"), ("pypi", "org"), ("pythonhosted", "org"),
    ("deb.debian", "org"), ("security.debian", "org"), ("snapshot.debian", "org"), ("archive.ubuntu", "com"),
    ("security.ubuntu", "com"), ("crates", "io"), ("ghcr", "io"), ("docker", "io"), ("apt.llvm", "org"))]
HOST = re.compile("|".join(rf"(?<![\w-]){re.escape(host)}(?!\w)" for host in HOSTS))
MACHINE_PATH = re.compile(r"(?<![\w.~$})\]*/-])/(?:root|home|work|Users)(?=[/\s\"'`),;:]|$)", re.MULTILINE)


@rule
def nothing_local(project):
    for path, text in project.files.items():
        for found in HOST.finditer(text):
            yield Remark(path, line_of(text, found.start()), f"`{found[0]}` names a registry; the reader's configuration does that")
        if SAMPLES.match(path):
            continue
        for found in MACHINE_PATH.finditer(text):
            yield Remark(path, line_of(text, found.start()), f"`{found[0]}` is a path of one machine")


@rule
def lock_files(project):
    for path, text in project.files.items():
        if re.fullmatch(r"package-lock\.json|npm-shrinkwrap\.json", path.split("/")[-1]):
            for found in re.finditer(r'"resolved"|\w+://', text):
                yield Remark(path, line_of(text, found.start()), "a lock file records hashes, not download addresses")


def remarks(files):
    """All remarks on a project given as path -> text, in order of place."""
    project = Project(files)
    return sorted(remark for one in RULES for remark in one(project))


def text_files():
    found = {}
    for path in tree.paths():
        try:
            found[path] = (tree.ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            if not SAMPLES.match(path):
                found[path] = ""
    return found


def main():
    files = text_files()
    found = remarks(files)
    for remark in found:
        print(remark)
    print(f"tidy: {len(found)} remarks on {len(files)} files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
